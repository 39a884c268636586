package lifecycle

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/problem"
)

type managed[S, M any] struct {
	kind   Kind[S, M]
	server S
	ready  bool
}

// New makes the resource type of a kind for the provider's list.
func New[S, M any](kind Kind[S, M]) resource.Resource { return &managed[S, M]{kind: kind} }

func (r *managed[S, M]) Metadata(_ context.Context, _ resource.MetadataRequest, response *resource.MetadataResponse) {
	response.TypeName = r.kind.TypeName()
}

func (r *managed[S, M]) Schema(_ context.Context, _ resource.SchemaRequest, response *resource.SchemaResponse) {
	response.Schema = r.kind.Schema()
}

func (r *managed[S, M]) Configure(_ context.Context, request resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	r.server, r.ready = request.ProviderData.(S)
}

// ImportState keeps the id; the read that follows makes the rest of it.
func (r *managed[S, M]) ImportState(ctx context.Context, request resource.ImportStateRequest, response *resource.ImportStateResponse) {
	resource.ImportStatePassthroughID(ctx, path.Root("id"), request, response)
}

func (r *managed[S, M]) ModifyPlan(ctx context.Context, request resource.ModifyPlanRequest, response *resource.ModifyPlanResponse) {
	call := &Call[S, M]{Server: r.server, config: request.Config, private: response.Private}
	defer func() { response.Diagnostics.Append(call.Diagnostics...) }()
	if !request.State.Raw.IsNull() {
		call.Prior = new(M)
		call.Append(request.State.Get(ctx, call.Prior)...)
	}
	if request.Plan.Raw.IsNull() {
		if r.ready && !call.HasError() {
			r.kind.PlanDelete(ctx, call)
		}
		return
	}
	var id types.String
	call.Append(request.Config.GetAttribute(ctx, path.Root("id"), &id)...)
	if !id.IsNull() {
		call.AddAttributeError(path.Root("id"), problem.NotValid.Summary("id is not yours to set"), "got id, which is computed; leave it out")
	}
	call.Plan = new(M)
	call.Append(request.Plan.Get(ctx, call.Plan)...)
	if call.HasError() {
		return
	}
	r.kind.Plan(ctx, call)
	if !call.HasError() {
		call.Append(response.Plan.Set(ctx, call.Plan)...)
	}
}

func (r *managed[S, M]) Read(ctx context.Context, request resource.ReadRequest, response *resource.ReadResponse) {
	call := &Call[S, M]{Server: r.server, Prior: new(M), private: response.Private}
	defer func() { response.Diagnostics.Append(call.Diagnostics...) }()
	call.Append(request.State.Get(ctx, call.Prior)...)
	if call.HasError() {
		return
	}
	exists := r.kind.Read(ctx, call)
	switch {
	case call.HasError():
	case !exists:
		response.State.RemoveResource(ctx)
	default:
		call.Append(response.State.Set(ctx, call.Prior)...)
	}
}

func (r *managed[S, M]) Create(ctx context.Context, request resource.CreateRequest, response *resource.CreateResponse) {
	call := &Call[S, M]{Server: r.server, Plan: new(M), config: request.Config, private: response.Private}
	defer func() { response.Diagnostics.Append(call.Diagnostics...) }()
	call.Append(request.Plan.Get(ctx, call.Plan)...)
	if call.HasError() {
		return
	}
	r.kind.Create(ctx, call)
	if !call.HasError() {
		call.Append(response.State.Set(ctx, call.Plan)...)
	}
}

func (r *managed[S, M]) Update(ctx context.Context, request resource.UpdateRequest, response *resource.UpdateResponse) {
	call := &Call[S, M]{Server: r.server, Prior: new(M), Plan: new(M), config: request.Config, private: response.Private}
	defer func() { response.Diagnostics.Append(call.Diagnostics...) }()
	call.Append(request.State.Get(ctx, call.Prior)...)
	call.Append(request.Plan.Get(ctx, call.Plan)...)
	if call.HasError() {
		return
	}
	r.kind.Update(ctx, call)
	if !call.HasError() {
		call.Append(response.State.Set(ctx, call.Plan)...)
	}
}

func (r *managed[S, M]) Delete(ctx context.Context, request resource.DeleteRequest, response *resource.DeleteResponse) {
	call := &Call[S, M]{Server: r.server, Prior: new(M), private: response.Private}
	defer func() { response.Diagnostics.Append(call.Diagnostics...) }()
	call.Append(request.State.Get(ctx, call.Prior)...)
	if !call.HasError() {
		r.kind.Delete(ctx, call)
	}
}
