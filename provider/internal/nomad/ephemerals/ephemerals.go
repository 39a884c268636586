// Package ephemerals has the ephemeral resources of the Nomad provider, one file each. Terraform opens one when it plans and again when it
// applies, and stores nothing of it. The attributes have the names and types of the official provider.
package ephemerals

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"

	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/problem"
)

// All are all ephemeral resources of this provider. A new one is a file of this package and a line here.
var All = []func() ephemeral.EphemeralResource{variable, aclToken, nodeIntroToken}

// errNotFound is the error of a kind if the server has no such object and its client does not report that as an answer of the server.
var errNotFound = errors.New("not found")

// invalidError is the error of a kind if an argument has a value that the server does not accept.
type invalidError struct{ reason string }

func (e invalidError) Error() string { return e.reason }

// kind is one ephemeral resource. M is its model.
type kind[M any] struct {
	name   string
	schema schema.Schema
	// title names the object in messages, such as "[variable app/db]".
	title func(*M) string
	// failure is the problem if the server does not give what is asked for.
	failure problem.Problem
	// open completes the model, whose arguments are set.
	open func(context.Context, *cluster.Cluster, *M) error
}

// opener implements a kind.
//
// See https://developer.hashicorp.com/terraform/plugin/framework/ephemeral-resources
type opener[M any] struct {
	kind    kind[M]
	cluster *cluster.Cluster
}

func of[M any](its kind[M]) ephemeral.EphemeralResource { return &opener[M]{kind: its} }

func (o *opener[M]) Metadata(_ context.Context, _ ephemeral.MetadataRequest, response *ephemeral.MetadataResponse) {
	response.TypeName = o.kind.name
}

func (o *opener[M]) Schema(_ context.Context, _ ephemeral.SchemaRequest, response *ephemeral.SchemaResponse) {
	response.Schema = o.kind.schema
}

func (o *opener[M]) Configure(_ context.Context, request ephemeral.ConfigureRequest, _ *ephemeral.ConfigureResponse) {
	o.cluster, _ = request.ProviderData.(*cluster.Cluster)
}

func (o *opener[M]) Open(ctx context.Context, request ephemeral.OpenRequest, response *ephemeral.OpenResponse) {
	model := new(M)
	if response.Diagnostics.Append(request.Config.Get(ctx, model)...); response.Diagnostics.HasError() {
		return
	}
	title := o.kind.title(model)
	if o.cluster == nil {
		response.Diagnostics.AddError(o.kind.failure.Of(title),
			"the configuration of the provider depends on a value that is known only after the apply; apply the resource with that value first, for example with -target")
		return
	}
	err := o.cluster.Connect(ctx)
	if err == nil {
		err = o.kind.open(ctx, o.cluster, model)
	}
	var invalid invalidError
	switch {
	case errors.As(err, &invalid):
		response.Diagnostics.AddError(problem.NotValid.Of(title), invalid.reason)
	case errors.Is(err, errNotFound) || cluster.NotFound(err):
		response.Diagnostics.AddError(problem.ReferenceMissing.Summary(title+" does not exist"),
			fmt.Sprintf("ephemeral resource %s: the server has no such object, or the token may not see it; correct the arguments, or create the object first", o.kind.name))
	case err != nil:
		response.Diagnostics.AddError(o.kind.failure.Of(title), o.cluster.Reason(err))
	default:
		response.Diagnostics.Append(response.Result.Set(ctx, model)...)
	}
}
