package dynamichostvolume

import (
	"context"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/nomad/planned"
	"cdknomad/provider/internal/nomad/volume"
	"cdknomad/provider/internal/problem"
)

// NewRegistration makes the resource type nomad_dynamic_host_volume_registration for the provider's list.
//
// See https://developer.hashicorp.com/nomad/docs/other-specifications/volume/host
func NewRegistration() resource.Resource {
	return lifecycle.New[*cluster.Cluster, registration](registered{})
}

type registered struct{}

type registrationCall = lifecycle.Call[*cluster.Cluster, registration]

type registration struct {
	Common
	Constraints types.List `tfsdk:"constraint"`
}

func (registered) TypeName() string { return "nomad_dynamic_host_volume_registration" }

func (registered) Schema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "An existing folder or device of a node as a host volume. Deleting the resource keeps the content; it is refused while an allocation uses the volume.",
		Attributes: attributes(map[string]schema.Attribute{
			"plugin_id":  lifecycle.Lasting("Empty: no plugin made it."),
			"node_id":    lifecycle.Identifying("Its node."),
			"node_pool":  lifecycle.Lasting("The node pool of its node."),
			"capacity":   schema.StringAttribute{Optional: true, MarkdownDescription: "How large it is, such as `10GiB`. Nomad believes it. Default: nothing is said."},
			"host_path":  lifecycle.Identifying("Where it is on its node; it has to exist."),
			"constraint": schema.ListAttribute{Computed: true, ElementType: constraintType, MarkdownDescription: "None: the node is given."},
		}),
		Blocks: map[string]schema.Block{"capability": capabilityBlock()},
	}
}

func (m *registration) volume() *api.HostVolume {
	wanted := m.Common.volume()
	wanted.HostPath = m.HostPath.ValueString()
	wanted.CapacityBytes, _ = volume.Bytes(m.Capacity) // the plan has refused what cannot be read
	return wanted
}

func (m *registration) follow(current *api.HostVolume) {
	m.Common.follow(current)
	volume.FollowCapacity(&m.Capacity, current.CapacityBytes)
	constraints := make([]attr.Value, 0, len(current.Constraints))
	for _, c := range current.Constraints {
		constraints = append(constraints, types.ObjectValueMust(constraintType.AttrTypes, map[string]attr.Value{
			"attribute": types.StringValue(c.LTarget), "operator": types.StringValue(c.Operand), "value": types.StringValue(c.RTarget),
		}))
	}
	m.Constraints = types.ListValueMust(constraintType, constraints)
}

func (m *registration) check() []string {
	problems := m.Common.check()
	if at := m.HostPath.ValueString(); !m.HostPath.IsUnknown() && !filepath.IsAbs(at) {
		problems = append(problems, fmt.Sprintf("host_path: got %q, want an absolute path on the node", at))
	}
	if _, err := volume.Bytes(m.Capacity); err != nil {
		problems = append(problems, "capacity: "+err.Error())
	}
	return problems
}

func (k registered) Plan(ctx context.Context, c *registrationCall) {
	if problems := c.Plan.check(); len(problems) > 0 {
		c.AddError(problem.NotValid.Of(c.Plan.title()), strings.Join(problems, "\n"))
		return
	}
	if bytes, err := volume.Bytes(c.Plan.Capacity); err == nil && !c.Plan.Capacity.IsUnknown() {
		c.Plan.CapacityBytes = types.Int64Value(bytes)
	}
	if c.Prior != nil {
		volume.KeepCapacity(&c.Plan.Capacity, c.Prior.Capacity)
	}
	switch {
	case c.Server == nil || c.Plan.Namespace.IsUnknown() || c.Plan.NodeID.IsUnknown():
	case c.Prior == nil:
		planRegister(ctx, c)
	case volume.Namespace(c.Plan.Namespace) != volume.Namespace(c.Prior.Namespace) || !c.Plan.Name.Equal(c.Prior.Name) ||
		!c.Plan.NodeID.Equal(c.Prior.NodeID) || !c.Plan.HostPath.Equal(c.Prior.HostPath):
		k.PlanDelete(ctx, c)
	case reflect.DeepEqual(c.Plan.volume(), c.Prior.volume()):
		c.Plan.State, c.Plan.Constraints = c.Prior.State, c.Prior.Constraints
		c.Plan.CapacityMinBytes, c.Plan.CapacityMaxBytes = c.Prior.CapacityMinBytes, c.Prior.CapacityMaxBytes
	default:
		planChange(ctx, c, &c.Prior.Common)
	}
}

func planRegister(ctx context.Context, c *registrationCall) {
	announce(c, &c.Plan.Common)
	if space := volume.Namespace(c.Plan.Namespace); !planned.Namespace(ctx, c.Server, space) {
		c.AddAttributeError(path.Root("namespace"), problem.ReferenceMissing.Summary(c.Plan.title()+" names a namespace that does not exist"),
			fmt.Sprintf("namespace %q neither exists nor is created by this plan", space))
		return
	}
	id := c.Plan.NodeID.ValueString()
	_, _, err := c.Server.Client.Nodes().Info(id, (&api.QueryOptions{}).WithContext(ctx))
	if cluster.NotFound(err) {
		c.AddAttributeError(path.Root("node_id"), problem.NoPlacement.Of(c.Plan.title()),
			fmt.Sprintf("node_id: got %q, and there is no such node", id))
	} else if err != nil && !cluster.Denied(err) {
		c.AddError(problem.PlanFailed.Of(c.Plan.title()), c.Server.Reason(err))
	}
}

func (registered) PlanDelete(ctx context.Context, c *registrationCall) {
	planDelete(ctx, c, &c.Prior.Common)
}

func (registered) Read(ctx context.Context, c *registrationCall) bool {
	return read(ctx, c, &c.Prior.Common, c.Prior.follow)
}

func (registered) Create(ctx context.Context, c *registrationCall) {
	c.Plan.ID = types.StringNull()
	register(ctx, c)
}

// Update registers the volume again. What is only written differently is not sent.
func (registered) Update(ctx context.Context, c *registrationCall) {
	if reflect.DeepEqual(c.Plan.volume(), c.Prior.volume()) {
		return
	}
	if released(ctx, c, &c.Plan.Common, c.Prior.key()) {
		register(ctx, c)
	}
}

func register(ctx context.Context, c *registrationCall) {
	wanted := c.Plan.volume()
	write(ctx, c, &c.Plan.Common, wanted, c.Plan.follow, func(volumes *api.HostVolumes, options *api.WriteOptions) (*api.HostVolume, error) {
		answer, _, err := volumes.Register(&api.HostVolumeRegisterRequest{Volume: wanted}, options)
		if err != nil {
			return nil, err
		}
		return answer.Volume, nil
	})
}

func (registered) Delete(ctx context.Context, c *registrationCall) { remove(ctx, c, &c.Prior.Common) }
