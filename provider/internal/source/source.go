// Package source is what all data sources have in common. The model of a data source is a struct, from which its schema is made, and
// one function reads the object from the server.
package source

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/problem"
)

// ErrNotFound is the error of a read if the server has no such object and its client does not report that as an answer of the server.
var ErrNotFound = errors.New("not found")

// Server describes how all data sources of one provider talk to its server.
type Server[S any] struct {
	// Connect logs in if that is needed; nil if it never is.
	Connect func(S, context.Context) error
	// NotFound returns whether the server answered that there is no such object.
	NotFound func(error) bool
	// Reason puts an error into one line.
	Reason func(S, error) string
}

// Kind is one data source. M is its model, a struct whose fields have the tags that fieldsOf describes.
type Kind[S, M any] struct {
	// Name is the type name, such as "nomad_node_pool".
	Name string
	// Description is its documentation, in one or two sentences.
	Description string
	// Read completes the model, whose inputs are set.
	Read func(context.Context, S, *M) error
}

// New returns the data source of a kind for the provider's list.
//
// See https://developer.hashicorp.com/terraform/plugin/framework/data-sources
func New[S, M any](server Server[S], kind Kind[S, M]) func() datasource.DataSource {
	return func() datasource.DataSource { return &reader[S, M]{server: server, kind: kind} }
}

type reader[S, M any] struct {
	server  Server[S]
	kind    Kind[S, M]
	client  S
	isReady bool
}

func (r *reader[S, M]) Metadata(_ context.Context, _ datasource.MetadataRequest, response *datasource.MetadataResponse) {
	response.TypeName = r.kind.Name
}

func (r *reader[S, M]) Schema(_ context.Context, _ datasource.SchemaRequest, response *datasource.SchemaResponse) {
	response.Schema = schemaOf(reflect.TypeFor[M](), r.kind.Description)
}

func (r *reader[S, M]) Configure(_ context.Context, request datasource.ConfigureRequest, _ *datasource.ConfigureResponse) {
	r.client, r.isReady = request.ProviderData.(S)
}

func (r *reader[S, M]) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	model := new(M)
	value := reflect.ValueOf(model).Elem()
	for _, field := range fieldsOf(value.Type()) {
		if field.isInput() {
			response.Diagnostics.Append(request.Config.GetAttribute(ctx, path.Root(field.name), value.Field(field.index).Addr().Interface())...)
		}
	}
	if response.Diagnostics.HasError() {
		return
	}
	title := titleOf(r.kind.Name, value)
	if !r.isReady {
		response.Diagnostics.AddError(problem.ReadFailed.Of(title),
			"the configuration of the provider depends on a value that is known only after the apply; apply the resource with that value first, for example with -target")
		return
	}
	if err := r.read(ctx, model); err != nil {
		if errors.Is(err, ErrNotFound) || r.server.NotFound(err) {
			response.Diagnostics.AddError(problem.ReferenceMissing.Summary(title+" does not exist"),
				fmt.Sprintf("data source %s: the server has no such object, or the token may not see it; correct the arguments, or create the object first", r.kind.Name))
			return
		}
		response.Diagnostics.AddError(problem.ReadFailed.Of(title), r.server.Reason(r.client, err))
		return
	}
	fill(value)
	response.Diagnostics.Append(response.State.Set(ctx, model)...)
}

func (r *reader[S, M]) read(ctx context.Context, model *M) error {
	if r.server.Connect != nil {
		if err := r.server.Connect(r.client, ctx); err != nil {
			return err
		}
	}
	return r.kind.Read(ctx, r.client, model)
}

// titleOf names the object at the beginning of a message, such as "[node pool gpu]": the type and the required arguments. An argument
// that is not a short name is left out.
func titleOf(name string, model reflect.Value) string {
	_, kind, _ := strings.Cut(name, "_")
	words := []string{strings.ReplaceAll(kind, "_", " ")}
	var names []string
	for _, field := range fieldsOf(model.Type()) {
		if text, isText := model.Field(field.index).Interface().(types.String); isText && field.isRequired {
			if name := text.ValueString(); len(name) <= 128 && !strings.ContainsAny(name, "\r\n{") {
				names = append(names, name)
			}
		}
	}
	if len(names) > 0 {
		words = append(words, strings.Join(names, "/"))
	}
	return "[" + strings.Join(words, " ") + "]"
}

// Each converts a list.
func Each[A, B any](from []A, convert func(A) B) []B {
	to := make([]B, len(from))
	for i, value := range from {
		to[i] = convert(value)
	}
	return to
}
