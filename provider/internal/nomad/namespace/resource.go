// Package namespace is the resource type nomad_namespace.
package namespace

import (
	"context"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/problem"
)

// New returns the resource type for the provider's list.
//
// See https://developer.hashicorp.com/nomad/api-docs/namespaces
func New() resource.Resource { return lifecycle.New[*cluster.Cluster, model](kind{}) }

type kind struct{}

type call = lifecycle.Call[*cluster.Cluster, model]

func (kind) TypeName() string { return "nomad_namespace" }

func (kind) Schema() schema.Schema {
	names := func(description string) schema.ListAttribute {
		return schema.ListAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: description}
	}
	pools := func(description string) schema.SetAttribute {
		return schema.SetAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: description}
	}
	claims := func(description string) schema.MapAttribute {
		return schema.MapAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: description}
	}
	name := lifecycle.Identifying("Up to 128 letters, digits and dashes.")
	name.Validators = lifecycle.Name()
	return schema.Schema{
		MarkdownDescription: "A Nomad namespace. It is deleted only when nothing of others lives in it.",
		Attributes: map[string]schema.Attribute{
			"id":                    lifecycle.ID("The name."),
			"name":                  name,
			"description":           schema.StringAttribute{Optional: true, MarkdownDescription: "For humans, up to 256 bytes.", Validators: lifecycle.AtMost(256)},
			"quota":                 schema.StringAttribute{Optional: true, MarkdownDescription: "Name of a quota (Nomad Enterprise)."},
			"meta":                  schema.MapAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "Any keys and values."},
			"required_extra_claims": claims("Claims that each workload identity in the namespace has, and their values, such as `${job.region}` (Nomad 2.0.3)."),
			"optional_extra_claims": claims("Claims that a workload identity in the namespace has if its job names them in `extra_claims`, and their values (Nomad 2.0.3)."),
		},
		Blocks: map[string]schema.Block{
			"capabilities": schema.ListNestedBlock{
				MarkdownDescription: "What jobs in the namespace may use. One block at most.",
				Validators:          lifecycle.OneBlock(),
				NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
					"enabled_task_drivers":   names("Only these task drivers. Default: all."),
					"disabled_task_drivers":  names("Not these task drivers. Default: none."),
					"enabled_network_modes":  names("Only these network modes. Default: all."),
					"disabled_network_modes": names("Not these network modes. Default: none."),
				}},
			},
			"node_pool_config": schema.ListNestedBlock{
				MarkdownDescription: "Node pools for jobs in the namespace (Nomad Enterprise). One block at most.",
				Validators:          lifecycle.OneBlock(),
				NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
					"default": schema.StringAttribute{Optional: true, Computed: true, MarkdownDescription: "Pool of jobs that name none. Default: `default`."},
					"allowed": pools("Only these pools; excludes denied."),
					"denied":  pools("Not these pools; excludes allowed."),
				}},
			},
		},
	}
}

func (kind) Read(ctx context.Context, c *call) bool {
	name := c.Prior.ID.ValueString()
	current, err := get(ctx, c.Server, name)
	if err != nil {
		c.AddError(problem.ReadFailed.Of(title(name)), c.Server.Reason(err))
		return false
	}
	if current == nil {
		return false
	}
	c.Server.Hold(cluster.Key{Namespace: name})
	c.Prior.follow(current)
	return true
}

// Create takes over a namespace that is as planned without writing it, because an apply that was killed may have created it.
func (kind) Create(ctx context.Context, c *call) {
	switch isThere := refuseForeign(ctx, c); {
	case c.HasError():
	case isThere:
		c.Plan.settle()
	default:
		write(ctx, c)
	}
}

func (kind) Update(ctx context.Context, c *call) { write(ctx, c) }

// write keeps the Vault and Consul settings of the namespace, which no attribute describes.
func write(ctx context.Context, c *call) {
	name := c.Plan.Name.ValueString()
	current, err := get(ctx, c.Server, name)
	if err != nil {
		c.AddError(problem.ReadFailed.Of(title(name)), c.Server.Reason(err))
		return
	}
	wanted, problems := c.Plan.namespace(ctx)
	if c.Append(problems...); c.HasError() {
		return
	}
	if current != nil {
		wanted.VaultConfiguration, wanted.ConsulConfiguration = current.VaultConfiguration, current.ConsulConfiguration
	}
	if _, err := c.Server.Client.Namespaces().Register(wanted, (&api.WriteOptions{}).WithContext(ctx)); err != nil {
		c.AddError(problem.RefusedByNomad.Of(title(name)), c.Server.Reason(err))
	}
	c.Plan.settle()
}

// get returns nil if there is no such namespace.
func get(ctx context.Context, server *cluster.Cluster, name string) (*api.Namespace, error) {
	if err := server.Connect(ctx); err != nil {
		return nil, err
	}
	current, _, err := server.Client.Namespaces().Info(name, (&api.QueryOptions{}).WithContext(ctx))
	if cluster.NotFound(err) {
		return nil, nil
	}
	return current, err
}

func title(name string) string { return "[namespace " + name + "]" }
