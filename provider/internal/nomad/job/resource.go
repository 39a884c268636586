// Package job is the resource type nomad_job.
package job

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/problem"
)

// Resource is nomad_job.
//
// See https://developer.hashicorp.com/nomad/api-docs/jobs
type Resource struct{ cluster *cluster.Cluster }

// New returns the resource type.
func New() resource.Resource { return &Resource{} }

func (*Resource) Metadata(_ context.Context, _ resource.MetadataRequest, response *resource.MetadataResponse) {
	response.TypeName = typeName
}

func (r *Resource) Configure(_ context.Context, request resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	r.cluster, _ = request.ProviderData.(*cluster.Cluster)
}

// ImportState takes ID or ID@NAMESPACE. Read then fills in the rest from the server.
func (*Resource) ImportState(ctx context.Context, request resource.ImportStateRequest, response *resource.ImportStateResponse) {
	id, namespace := request.ID, api.DefaultNamespace
	if at := strings.LastIndex(request.ID, "@"); at >= 0 {
		id, namespace = request.ID[:at], request.ID[at+1:]
	}
	if id == "" || namespace == "" {
		response.Diagnostics.AddError(problem.ImportFailed.Summary(request.ID+" cannot be imported"),
			fmt.Sprintf("got %q, want the id of a job in the namespace default, or id@namespace", request.ID))
		return
	}
	response.Diagnostics.Append(response.State.SetAttribute(ctx, path.Root("id"), types.StringValue(id))...)
	response.Diagnostics.Append(response.State.SetAttribute(ctx, path.Root("namespace"), types.StringValue(namespace))...)
	response.Diagnostics.Append(response.State.SetAttribute(ctx, path.Root("json"), types.BoolValue(true))...)
}

// query returns options for the job's own namespace: NOMAD_NAMESPACE does not count.
func query(ctx context.Context, key cluster.Key) *api.QueryOptions {
	return (&api.QueryOptions{Namespace: key.Namespace}).WithContext(ctx)
}

func write(ctx context.Context, key cluster.Key) *api.WriteOptions {
	return (&api.WriteOptions{Namespace: key.Namespace}).WithContext(ctx)
}

// title names a job in messages, such as "[default/web]".
func title(key cluster.Key) string { return "[" + key.Namespace + "/" + key.ID + "]" }
