// Package namespace is the resource type nomad_namespace.
package namespace

import (
	"context"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/nomad/cluster"
)

// Resource is nomad_namespace.
//
// See https://developer.hashicorp.com/nomad/api-docs/namespaces
type Resource struct{ cluster *cluster.Cluster }

// New makes the resource type for the provider's list.
func New() resource.Resource { return &Resource{} }

func (*Resource) Metadata(_ context.Context, _ resource.MetadataRequest, response *resource.MetadataResponse) {
	response.TypeName = "nomad_namespace"
}

func (r *Resource) Configure(_ context.Context, request resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	r.cluster, _ = request.ProviderData.(*cluster.Cluster)
}

func (*Resource) Schema(_ context.Context, _ resource.SchemaRequest, response *resource.SchemaResponse) {
	names := func(description string) schema.ListAttribute {
		return schema.ListAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: description}
	}
	pools := func(description string) schema.SetAttribute {
		return schema.SetAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: description}
	}
	response.Schema = schema.Schema{
		MarkdownDescription: "A Nomad namespace. It is deleted only when nothing of others lives in it.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{Optional: true, Computed: true, MarkdownDescription: "The name.",
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()}},
			"name": schema.StringAttribute{Required: true, MarkdownDescription: "Up to 128 letters, digits and dashes.",
				PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()}},
			"description": schema.StringAttribute{Optional: true, MarkdownDescription: "For humans, up to 256 characters."},
			"quota":       schema.StringAttribute{Optional: true, MarkdownDescription: "Name of a quota (Nomad Enterprise)."},
			"meta":        schema.MapAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "Any keys and values."},
		},
		Blocks: map[string]schema.Block{
			"capabilities": schema.ListNestedBlock{
				MarkdownDescription: "What jobs in the namespace may use. One block at most.",
				NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
					"enabled_task_drivers":   names("Only these task drivers. Default: all."),
					"disabled_task_drivers":  names("Not these task drivers. Default: none."),
					"enabled_network_modes":  names("Only these network modes. Default: all."),
					"disabled_network_modes": names("Not these network modes. Default: none."),
				}},
			},
			"node_pool_config": schema.ListNestedBlock{
				MarkdownDescription: "Node pools for jobs in the namespace (Nomad Enterprise). One block at most.",
				NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
					"default": schema.StringAttribute{Optional: true, Computed: true, MarkdownDescription: "Pool of jobs that name none. Default: `default`."},
					"allowed": pools("Only these pools; excludes denied."),
					"denied":  pools("Not these pools; excludes allowed."),
				}},
			},
		},
	}
}

// ImportState takes the name of a namespace.
func (*Resource) ImportState(ctx context.Context, request resource.ImportStateRequest, response *resource.ImportStateResponse) {
	resource.ImportStatePassthroughID(ctx, path.Root("id"), request, response)
}

func (r *Resource) Read(ctx context.Context, request resource.ReadRequest, response *resource.ReadResponse) {
	var state model
	response.Diagnostics.Append(request.State.Get(ctx, &state)...)
	if response.Diagnostics.HasError() {
		return
	}
	name := state.ID.ValueString()
	current, err := r.get(ctx, name)
	if err != nil {
		response.Diagnostics.AddError(title(name)+" cannot be read", r.cluster.Reason(err))
		return
	}
	if current == nil {
		response.State.RemoveResource(ctx)
		return
	}
	r.cluster.Hold(cluster.Key{Namespace: name})
	response.Diagnostics.Append(state.follow(ctx, current)...)
	response.Diagnostics.Append(response.State.Set(ctx, &state)...)
}

// Create takes a namespace over that is exactly as wanted: a process that was killed may have made it.
func (r *Resource) Create(ctx context.Context, request resource.CreateRequest, response *resource.CreateResponse) {
	var plan model
	response.Diagnostics.Append(request.Plan.Get(ctx, &plan)...)
	if response.Diagnostics.HasError() {
		return
	}
	name := plan.Name.ValueString()
	if problem := r.taken(ctx, &plan); problem != "" {
		response.Diagnostics.AddError(title(name)+" exists already", problem)
		return
	}
	if r.write(ctx, &plan, &response.Diagnostics) {
		response.Diagnostics.Append(response.State.Set(ctx, &plan)...)
	}
}

func (r *Resource) Update(ctx context.Context, request resource.UpdateRequest, response *resource.UpdateResponse) {
	var plan model
	response.Diagnostics.Append(request.Plan.Get(ctx, &plan)...)
	if !response.Diagnostics.HasError() && r.write(ctx, &plan, &response.Diagnostics) {
		response.Diagnostics.Append(response.State.Set(ctx, &plan)...)
	}
}

// write keeps what others put into the namespace and no attribute describes (Vault and Consul settings).
func (r *Resource) write(ctx context.Context, plan *model, problems *problemList) bool {
	name := plan.Name.ValueString()
	current, err := r.get(ctx, name)
	if err != nil {
		problems.AddError(title(name)+" cannot be read", r.cluster.Reason(err))
		return false
	}
	wanted, found := plan.namespace(ctx)
	problems.Append(found...)
	if found.HasError() {
		return false
	}
	if current != nil {
		wanted.VaultConfiguration, wanted.ConsulConfiguration = current.VaultConfiguration, current.ConsulConfiguration
	}
	if _, err := r.cluster.Client.Namespaces().Register(wanted, (&api.WriteOptions{}).WithContext(ctx)); err != nil {
		problems.AddError(title(name)+" is refused by nomad", r.cluster.Reason(err))
		return false
	}
	plan.settle()
	return true
}

// get gives nil if there is no such namespace.
func (r *Resource) get(ctx context.Context, name string) (*api.Namespace, error) {
	if err := r.cluster.Connect(ctx); err != nil {
		return nil, err
	}
	current, _, err := r.cluster.Client.Namespaces().Info(name, (&api.QueryOptions{}).WithContext(ctx))
	if cluster.NotFound(err) {
		return nil, nil
	}
	return current, err
}

func title(name string) string { return "[namespace " + name + "]" }
