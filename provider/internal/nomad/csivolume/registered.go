package csivolume

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
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/mapplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/follow"
	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/problem"
)

// NewRegistration makes the resource type nomad_csi_volume_registration for the provider's list.
//
// See https://developer.hashicorp.com/nomad/docs/other-specifications/volume/csi
func NewRegistration() resource.Resource {
	return lifecycle.New[*cluster.Cluster, registration](registered{})
}

type registered struct{}

type registrationCall = lifecycle.Call[*cluster.Cluster, registration]

type registration struct {
	Common
	DeregisterOnDestroy types.Bool        `tfsdk:"deregister_on_destroy"`
	Topology            []requiredRequest `tfsdk:"topology_request"`
}

type requiredRequest struct {
	Required []topologies `tfsdk:"required"`
}

func (registered) TypeName() string { return "nomad_csi_volume_registration" }

func (registered) Schema() schema.Schema {
	const kept = "nomad keeps the context of a volume until another is given"
	return schema.Schema{
		MarkdownDescription: "A volume that its storage has already, made known to Nomad. Deleting it leaves the storage alone; it is not deleted while an allocation uses it.",
		Attributes: attributes(map[string]schema.Attribute{
			"external_id": lifecycle.Identifying("The id that its storage has for it."),
			"context": schema.MapAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "What the plugin needs to know of it.",
				PlanModifiers: []planmodifier.Map{mapplanmodifier.RequiresReplaceIf(contextGone, kept, kept)}},
			"deregister_on_destroy": schema.BoolAttribute{Optional: true, MarkdownDescription: "If false, a destroy leaves the volume known to Nomad. Default: true."},
		}),
		Blocks: map[string]schema.Block{
			"capability": capabilityBlock(), "mount_options": mountOptionsBlock(), "timeouts": timeoutsBlock(),
			"topology_request": topologyRequestBlock("required"),
		},
	}
}

func contextGone(_ context.Context, request planmodifier.MapRequest, response *mapplanmodifier.RequiresReplaceIfFuncResponse) {
	response.RequiresReplace = !request.PlanValue.IsUnknown() && len(request.PlanValue.Elements()) == 0 && len(request.StateValue.Elements()) > 0
}

func (m *registration) volume() *api.CSIVolume {
	wanted := m.Common.volume()
	wanted.ExternalID, wanted.Context = m.ExternalID.ValueString(), follow.StringMap(m.Context)
	if len(m.Topology) > 0 {
		wanted.RequestedTopologies = &api.CSITopologyRequest{Required: wireTopologies(m.Topology[0].Required)}
	}
	return wanted
}

func (m *registration) follow(current *api.CSIVolume) {
	m.Common.follow(current)
	follow.Map(&m.Context, current.Context)
	var required []*api.CSITopology
	if current.RequestedTopologies != nil {
		required = current.RequestedTopologies.Required
	}
	if len(m.Topology) == 0 && len(required) > 0 {
		m.Topology = []requiredRequest{{}}
	}
	if len(m.Topology) > 0 {
		followTopologies(&m.Topology[0].Required, required)
	}
}

// common gives nil for a volume that is created.
func (m *registration) common() *Common {
	if m == nil {
		return nil
	}
	return &m.Common
}

// filled is Common.filled for the whole volume.
func (m *registration) filled(configured *registration) *registration {
	filled := *m
	filled.Common = m.Common.filled(&configured.Common)
	return &filled
}

func (m *registration) check() []string {
	kinds := map[string][]topologies{}
	for _, request := range m.Topology {
		kinds["required"] = slices.Concat(kinds["required"], request.Required)
	}
	problems := slices.Concat(m.Common.check(), checkTopologies(len(m.Topology), kinds))
	if !m.ExternalID.IsUnknown() && m.ExternalID.ValueString() == "" {
		problems = append(problems, `external_id: got "", want the id that the storage has for the volume`)
	}
	return problems
}

func (k registered) Plan(ctx context.Context, c *registrationCall) {
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
		planRegister(ctx, c, filled)
	case another(&c.Plan.Common, &c.Prior.Common) || !c.Plan.ExternalID.Equal(c.Prior.ExternalID) ||
		len(c.Plan.Context.Elements()) == 0 && len(c.Prior.Context.Elements()) > 0 ||
		!reflect.DeepEqual(c.Plan.volume().RequestedTopologies, c.Prior.volume().RequestedTopologies):
		k.PlanDelete(ctx, c)
	case reflect.DeepEqual(c.Plan.volume(), c.Prior.volume()) && c.Plan.hasSecretsOf(prior):
		own := c.Plan.Context
		c.Plan.keepComputed(&c.Prior.Common)
		c.Plan.Context = own
	default:
		planChange(ctx, c, &filled.Common, prior)
	}
}

func planRegister(ctx context.Context, c *registrationCall, filled *registration) {
	planNew(ctx, c, &c.Plan.Common, filled.alike)
	if c.HasError() {
		return
	}
	id := c.Plan.PluginID.ValueString()
	found, err := plugin(ctx, c.Server, id)
	if err != nil && !c.Server.LacksRight(err) {
		c.AddError(problem.PlanFailed.Of(c.Plan.title()), c.Server.Reason(err))
	} else if err == nil && found == nil {
		if warning := missing(ctx, c.Server, id, c.Plan.Timeouts.create()); warning != "" {
			c.AddAttributeWarning(path.Root("plugin_id"), problem.PluginMissing.Of(c.Plan.title()), warning)
		}
	}
}

func (m *registration) alike(current *api.CSIVolume) bool {
	wanted, seen := m.volume(), *m
	seen.Capabilities, seen.MountOptions, seen.Topology = slices.Clone(m.Capabilities), slices.Clone(m.MountOptions), slices.Clone(m.Topology)
	seen.follow(current)
	return reflect.DeepEqual(wanted, seen.volume())
}

func (registered) PlanDelete(ctx context.Context, c *registrationCall) {
	if stays(c.Prior) {
		return
	}
	planDelete(ctx, c, &c.Prior.Common)
}

// stays is whether Nomad keeps the volume registered after a destroy.
func stays(m *registration) bool {
	return !m.DeregisterOnDestroy.IsNull() && !m.DeregisterOnDestroy.ValueBool()
}

func (registered) Read(ctx context.Context, c *registrationCall) bool {
	return read(ctx, c, &c.Prior.Common, c.Prior.follow)
}

func (registered) Create(ctx context.Context, c *registrationCall) {
	if _, err := awaitPlugin(ctx, c.Server, c.Plan.PluginID.ValueString(), c.Plan.Timeouts.create()); err != nil && !c.Server.LacksRight(err) {
		c.AddError(problem.CreateFailed.Summary(c.Plan.title()+" cannot be registered"), err.Error())
		return
	}
	register(ctx, c)
}

func (registered) Update(ctx context.Context, c *registrationCall) {
	if !reflect.DeepEqual(c.Plan.volume(), c.Prior.volume()) || !c.Plan.hasSecretsOf(&c.Prior.Common) {
		register(ctx, c)
	}
}

func register(ctx context.Context, c *registrationCall) {
	configured := c.Configured(ctx)
	if configured == nil {
		return
	}
	// An apply asks for the secrets again.
	if c.Append(c.Plan.writeOnly(&configured.Common, c.Prior.common()).Settle(c.Plan.title())...); c.HasError() {
		return
	}
	wanted := c.Plan.filled(configured).volume()
	_, _, err := c.Server.Client.CSIVolumes().RegisterOpts(&api.CSIVolumeRegisterRequest{Volumes: []*api.CSIVolume{wanted}}, (&api.WriteOptions{Namespace: wanted.Namespace}).WithContext(ctx))
	settle(ctx, c, &c.Plan.Common, err, c.Plan.follow)
}

// Delete takes the volume from Nomad alone. It does not force that, so that no allocation loses what it writes to.
func (registered) Delete(ctx context.Context, c *registrationCall) {
	if stays(c.Prior) {
		c.AddWarning(problem.NotDestroyed.Summary(c.Prior.title()+" stays"), fmt.Sprintf("deregister_on_destroy is false, so nomad keeps the volume registered: %s", c.Prior.VolumeID.ValueString()))
		return
	}
	remove(ctx, c, &c.Prior.Common, func(key cluster.Key, options *api.WriteOptions) error {
		return c.Server.Client.CSIVolumes().Deregister(key.ID, false, options)
	})
}
