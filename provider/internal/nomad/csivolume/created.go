package csivolume

import (
	"context"
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

	"cdknomad/provider/internal/follow"
	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/problem"
)

// New makes the resource type nomad_csi_volume for the provider's list.
//
// See https://developer.hashicorp.com/nomad/docs/other-specifications/volume/csi
func New() resource.Resource { return lifecycle.New[*cluster.Cluster, model](created{}) }

type created struct{}

type call = lifecycle.Call[*cluster.Cluster, model]

type model struct {
	Common
	CloneID    types.String `tfsdk:"clone_id"`
	SnapshotID types.String `tfsdk:"snapshot_id"`
	Topology   []request    `tfsdk:"topology_request"`
}

type request struct {
	Required  []topologies `tfsdk:"required"`
	Preferred []topologies `tfsdk:"preferred"`
}

func (created) TypeName() string { return "nomad_csi_volume" }

func (created) Schema() schema.Schema {
	source := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Optional: true, MarkdownDescription: description,
			PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()}}
	}
	return schema.Schema{
		MarkdownDescription: "A volume that a CSI plugin creates. Deleting or replacing it deletes what is in it; nothing is deleted while an allocation uses it.",
		Attributes: attributes(map[string]schema.Attribute{
			"clone_id":    source("The volume that it starts as a copy of."),
			"snapshot_id": source("The snapshot that it starts as a copy of."),
			"external_id": lifecycle.Lasting("The id that its storage has for it."),
			"context":     schema.MapAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: "What the plugin returned at creation."},
		}),
		Blocks: map[string]schema.Block{
			"capability": capabilityBlock(), "mount_options": mountOptionsBlock(), "timeouts": timeoutsBlock(),
			"topology_request": topologyRequestBlock("required", "preferred"),
		},
	}
}

func (m *model) volume() *api.CSIVolume {
	wanted := m.Common.volume()
	wanted.CloneID, wanted.SnapshotID = m.CloneID.ValueString(), m.SnapshotID.ValueString()
	if len(m.Topology) > 0 {
		wanted.RequestedTopologies = &api.CSITopologyRequest{
			Required: wireTopologies(m.Topology[0].Required), Preferred: wireTopologies(m.Topology[0].Preferred),
		}
	}
	return wanted
}

func (m *model) follow(current *api.CSIVolume) {
	m.Common.follow(current)
	follow.Text(&m.CloneID, current.CloneID)
	follow.Text(&m.SnapshotID, current.SnapshotID)
	m.Context = types.MapValueMust(types.StringType, nil)
	follow.Map(&m.Context, current.Context)
	asked := current.RequestedTopologies
	if asked == nil {
		asked = &api.CSITopologyRequest{}
	}
	if len(m.Topology) == 0 && len(asked.Required)+len(asked.Preferred) > 0 {
		m.Topology = []request{{}}
	}
	if len(m.Topology) > 0 {
		followTopologies(&m.Topology[0].Required, asked.Required)
		followTopologies(&m.Topology[0].Preferred, asked.Preferred)
	}
}

// common gives nil for a volume that is created.
func (m *model) common() *Common {
	if m == nil {
		return nil
	}
	return &m.Common
}

// filled is Common.filled for the whole volume.
func (m *model) filled(configured *model) *model {
	filled := *m
	filled.Common = m.Common.filled(&configured.Common)
	return &filled
}

func (m *model) check() []string {
	kinds := map[string][]topologies{}
	for _, request := range m.Topology {
		kinds["required"], kinds["preferred"] = slices.Concat(kinds["required"], request.Required), slices.Concat(kinds["preferred"], request.Preferred)
	}
	problems := slices.Concat(m.Common.check(), checkTopologies(len(m.Topology), kinds))
	if m.CloneID.ValueString() != "" && m.SnapshotID.ValueString() != "" {
		problems = append(problems, "clone_id: got one beside snapshot_id; a volume starts as a copy of one of them")
	}
	return problems
}

func (k created) Plan(ctx context.Context, c *call) {
	configured := c.Configured(ctx)
	if configured == nil {
		return
	}
	filled := c.Plan.filled(configured)
	if problems := append(configured.checkTwice(), filled.check()...); len(problems) > 0 {
		c.AddError(problem.NotValid.Of(c.Plan.title()), strings.Join(problems, "\n"))
		return
	}
	c.Plan.ID = c.Plan.VolumeID
	prior := c.Prior.common()
	if prior != nil {
		volumeSizes(&c.Plan.Common, prior)
	}
	c.Plan.writeOnly(&configured.Common, prior).Plan()
	switch {
	case c.Server == nil || c.Plan.VolumeID.IsUnknown() || c.Plan.Namespace.IsUnknown() || c.Plan.PluginID.IsUnknown():
	case c.Prior == nil:
		k.planCreate(ctx, c, filled)
	case another(&c.Plan.Common, &c.Prior.Common) || !c.Plan.CloneID.Equal(c.Prior.CloneID) || !c.Plan.SnapshotID.Equal(c.Prior.SnapshotID) ||
		!reflect.DeepEqual(c.Plan.volume().RequestedTopologies, c.Prior.volume().RequestedTopologies):
		k.PlanDelete(ctx, c)
	case reflect.DeepEqual(c.Plan.volume(), c.Prior.volume()) && c.Plan.hasSecretsOf(prior):
		c.Plan.keepComputed(&c.Prior.Common)
	default:
		planChange(ctx, c, &filled.Common, prior)
	}
}

func (created) planCreate(ctx context.Context, c *call, filled *model) {
	planNew(ctx, c, &c.Plan.Common, filled.alike)
	if c.HasError() {
		return
	}
	id, limit := c.Plan.PluginID.ValueString(), c.Plan.Timeouts.create()
	found, err := plugin(ctx, c.Server, id)
	switch {
	case c.Server.LacksRight(err):
	case err != nil:
		c.AddError(problem.PlanFailed.Of(c.Plan.title()), c.Server.Reason(err))
	case found == nil:
		if warning := missing(ctx, c.Server, id, limit); warning != "" {
			c.AddAttributeWarning(path.Root("plugin_id"), problem.PluginMissing.Of(c.Plan.title()), warning)
		}
	case creates(found) != "":
		c.AddAttributeError(path.Root("plugin_id"), problem.CreateFailed.Of(c.Plan.title()), creates(found))
	}
}

// alike is whether an existing volume is exactly as planned, as far as Nomad reports it.
func (m *model) alike(current *api.CSIVolume) bool {
	wanted, seen := m.volume(), *m
	seen.Capabilities, seen.MountOptions, seen.Topology = slices.Clone(m.Capabilities), slices.Clone(m.MountOptions), slices.Clone(m.Topology)
	seen.follow(current)
	return reflect.DeepEqual(wanted, seen.volume())
}

func (created) PlanDelete(ctx context.Context, c *call) { planDelete(ctx, c, &c.Prior.Common) }

func (created) Read(ctx context.Context, c *call) bool {
	return read(ctx, c, &c.Prior.Common, c.Prior.follow)
}

func (created) Create(ctx context.Context, c *call) {
	found, err := awaitPlugin(ctx, c.Server, c.Plan.PluginID.ValueString(), c.Plan.Timeouts.create())
	if err == nil && creates(found) != "" {
		c.AddError(problem.CreateFailed.Of(c.Plan.title()), creates(found))
	} else if err != nil && !c.Server.LacksRight(err) {
		c.AddError(problem.CreateFailed.Of(c.Plan.title()), err.Error())
	}
	if !c.HasError() {
		write(ctx, c)
	}
}

func (created) Update(ctx context.Context, c *call) {
	if !reflect.DeepEqual(c.Plan.volume(), c.Prior.volume()) || !c.Plan.hasSecretsOf(&c.Prior.Common) {
		write(ctx, c)
	}
}

// write creates the volume; of one that exists it changes what can be changed.
func write(ctx context.Context, c *call) {
	configured := c.Configured(ctx)
	if configured == nil {
		return
	}
	// An apply asks for the secrets again.
	if c.Append(c.Plan.writeOnly(&configured.Common, c.Prior.common()).Settle(c.Plan.title())...); c.HasError() {
		return
	}
	wanted := c.Plan.filled(configured).volume()
	_, _, err := c.Server.Client.CSIVolumes().CreateOpts(&api.CSIVolumeCreateRequest{Volumes: []*api.CSIVolume{wanted}}, (&api.WriteOptions{Namespace: wanted.Namespace}).WithContext(ctx))
	settle(ctx, c, &c.Plan.Common, err, c.Plan.follow)
}

func (created) Delete(ctx context.Context, c *call) {
	remove(ctx, c, &c.Prior.Common, func(key cluster.Key, options *api.WriteOptions) error {
		return c.Server.Client.CSIVolumes().DeleteOpts(&api.CSIVolumeDeleteRequest{ExternalVolumeID: key.ID}, options)
	})
}
