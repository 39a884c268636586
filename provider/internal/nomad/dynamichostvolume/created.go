package dynamichostvolume

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/nomad/planned"
	"cdknomad/provider/internal/nomad/volume"
	"cdknomad/provider/internal/problem"
)

// New makes the resource type nomad_dynamic_host_volume for the provider's list.
//
// See https://developer.hashicorp.com/nomad/docs/other-specifications/volume/host
func New() resource.Resource { return lifecycle.New[*cluster.Cluster, model](created{}) }

type created struct{}

type call = lifecycle.Call[*cluster.Cluster, model]

type model struct {
	Common
	CapacityMin types.String `tfsdk:"capacity_min"`
	CapacityMax types.String `tfsdk:"capacity_max"`
	Constraints []constraint `tfsdk:"constraint"`
}

func (created) TypeName() string { return "nomad_dynamic_host_volume" }

func (created) Schema() schema.Schema {
	chosen := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Optional: true, Computed: true, MarkdownDescription: description,
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown(), stringplanmodifier.RequiresReplaceIfConfigured()}}
	}
	return schema.Schema{
		MarkdownDescription: "A host volume that a plugin makes on one node. Deleting or replacing it deletes what is in it; nothing is deleted while an allocation uses it.",
		Attributes: attributes(map[string]schema.Attribute{
			"plugin_id":    lifecycle.Identifying("The plugin that makes it; `mkdir` is built into Nomad."),
			"node_id":      chosen("Its node. Default: Nomad chooses one that has the plugin and meets the constraints."),
			"node_pool":    chosen("The node pool out of which the node is chosen. Default: all."),
			"capacity":     schema.StringAttribute{Computed: true, MarkdownDescription: "The size that the plugin reports."},
			"capacity_min": schema.StringAttribute{Optional: true, MarkdownDescription: "The least size, such as `10GiB`. Default: none."},
			"capacity_max": schema.StringAttribute{Optional: true, MarkdownDescription: "The largest size. Default: none."},
			"host_path":    lifecycle.Lasting("Where it is on its node."),
		}),
		Blocks: map[string]schema.Block{"capability": capabilityBlock(), "constraint": constraintBlock()},
	}
}

func (m *model) volume() *api.HostVolume {
	wanted := m.Common.volume()
	wanted.RequestedCapacityMinBytes, _ = volume.Bytes(m.CapacityMin) // the plan has refused what cannot be read
	wanted.RequestedCapacityMaxBytes, _ = volume.Bytes(m.CapacityMax)
	wanted.Constraints = wires(m.Constraints)
	return wanted
}

func (m *model) follow(current *api.HostVolume) {
	m.Common.follow(current)
	m.Capacity = types.StringValue(volume.Text(current.CapacityBytes))
	volume.FollowCapacity(&m.CapacityMin, current.RequestedCapacityMinBytes)
	volume.FollowCapacity(&m.CapacityMax, current.RequestedCapacityMaxBytes)
	followConstraints(&m.Constraints, current.Constraints)
}

func (m *model) check() []string {
	problems := slices.Concat(m.Common.check(), volume.CheckCapacity(m.CapacityMin, m.CapacityMax))
	for _, c := range m.Constraints {
		problems = append(problems, c.check()...)
	}
	return problems
}

func (k created) Plan(ctx context.Context, c *call) {
	if problems := c.Plan.check(); len(problems) > 0 {
		c.AddError(problem.NotValid.Of(c.Plan.title()), strings.Join(problems, "\n"))
		return
	}
	if c.Prior != nil {
		volume.KeepCapacity(&c.Plan.CapacityMin, c.Prior.CapacityMin)
		volume.KeepCapacity(&c.Plan.CapacityMax, c.Prior.CapacityMax)
	}
	c.Plan.sizes()
	switch {
	case c.Server == nil || c.Plan.Namespace.IsUnknown() || c.Plan.PluginID.IsUnknown():
	case c.Prior == nil:
		planCreate(ctx, c)
	case another(c.Plan, c.Prior):
		k.PlanDelete(ctx, c)
	case !reflect.DeepEqual(c.Plan.volume(), c.Prior.volume()):
		planUpdate(ctx, c)
	default:
		c.Plan.Capacity, c.Plan.CapacityBytes, c.Plan.State = c.Prior.Capacity, c.Prior.CapacityBytes, c.Prior.State
	}
}

// sizes fills in what follows from the configuration.
func (m *model) sizes() {
	for _, size := range []struct {
		text  types.String
		bytes *types.Int64
	}{{m.CapacityMin, &m.CapacityMinBytes}, {m.CapacityMax, &m.CapacityMaxBytes}} {
		if bytes, err := volume.Bytes(size.text); err == nil && !size.text.IsUnknown() {
			*size.bytes = types.Int64Value(bytes)
		}
	}
}

// another says whether the plan replaces the volume.
func another(now, before *model) bool {
	differs := func(now, before types.String) bool { return !now.IsUnknown() && !now.Equal(before) }
	return volume.Namespace(now.Namespace) != volume.Namespace(before.Namespace) || !now.Name.Equal(before.Name) ||
		!now.PluginID.Equal(before.PluginID) || differs(now.NodeID, before.NodeID) || differs(now.NodePool, before.NodePool) ||
		!slices.EqualFunc(wires(now.Constraints), wires(before.Constraints), same)
}

func planCreate(ctx context.Context, c *call) {
	announce(c, &c.Plan.Common)
	if space := volume.Namespace(c.Plan.Namespace); !planned.Namespace(ctx, c.Server, space) {
		c.AddAttributeError(path.Root("namespace"), problem.ReferenceMissing.Summary(c.Plan.title()+" names a namespace that does not exist"),
			fmt.Sprintf("namespace %q neither exists nor is created by this plan", space))
		return
	}
	wrong, err := place(ctx, c.Server, c.Plan)
	if err != nil {
		c.AddError(problem.PlanFailed.Of(c.Plan.title()), c.Server.Reason(err))
	} else if wrong != "" {
		c.AddError(problem.NoPlacement.Of(c.Plan.title()), wrong)
	}
}

// planUpdate refuses what Nomad refuses to change of an existing volume, and warns about changes without effect.
func planUpdate(ctx context.Context, c *call) {
	if most := c.Plan.CapacityMaxBytes.ValueInt64(); most > 0 && most < c.Prior.CapacityBytes.ValueInt64() {
		c.AddAttributeError(path.Root("capacity_max"), problem.NotValid.Summary(c.Plan.title()+" cannot shrink"),
			fmt.Sprintf("got %q, and the volume has %s; ask for as much or more", c.Plan.CapacityMax.ValueString(), volume.Text(c.Prior.CapacityBytes.ValueInt64())))
	}
	planChange(ctx, c, &c.Prior.Common)
	if c.Plan.PluginID.ValueString() == "mkdir" && !c.Plan.Parameters.IsUnknown() && !c.Plan.Parameters.Equal(c.Prior.Parameters) {
		c.AddWarning(problem.FolderKept.Of(c.Plan.title()),
			"the plugin mkdir reads mode, uid and gid only when it makes the folder; change them on the node, at "+c.Prior.HostPath.ValueString())
	}
}

func (created) PlanDelete(ctx context.Context, c *call) { planDelete(ctx, c, &c.Prior.Common) }

func (created) Read(ctx context.Context, c *call) bool {
	return read(ctx, c, &c.Prior.Common, c.Prior.follow)
}

func (created) Create(ctx context.Context, c *call) {
	c.Plan.ID = types.StringNull()
	create(ctx, c)
}

// Update asks the plugin again. What is only written differently is not sent.
func (created) Update(ctx context.Context, c *call) {
	if reflect.DeepEqual(c.Plan.volume(), c.Prior.volume()) {
		return
	}
	if released(ctx, c, &c.Plan.Common, c.Prior.key()) {
		create(ctx, c)
	}
}

func create(ctx context.Context, c *call) {
	wanted := c.Plan.volume()
	write(ctx, c, &c.Plan.Common, wanted, c.Plan.follow, func(volumes *api.HostVolumes, options *api.WriteOptions) (*api.HostVolume, error) {
		answer, _, err := volumes.Create(&api.HostVolumeCreateRequest{Volume: wanted}, options)
		if err != nil {
			return nil, err
		}
		return answer.Volume, nil
	})
}

func (created) Delete(ctx context.Context, c *call) { remove(ctx, c, &c.Prior.Common) }
