package namespace

import (
	"context"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/follow"
)

// model is the resource in the Terraform state.
type model struct {
	ID           types.String    `tfsdk:"id"`
	Name         types.String    `tfsdk:"name"`
	Description  types.String    `tfsdk:"description"`
	Quota        types.String    `tfsdk:"quota"`
	Meta         types.Map       `tfsdk:"meta"`
	Required     types.Map       `tfsdk:"required_extra_claims"`
	Optional     types.Map       `tfsdk:"optional_extra_claims"`
	Capabilities []capabilities  `tfsdk:"capabilities"`
	NodePools    []nodePoolRules `tfsdk:"node_pool_config"`
}

type capabilities struct {
	EnabledTaskDrivers   types.List `tfsdk:"enabled_task_drivers"`
	DisabledTaskDrivers  types.List `tfsdk:"disabled_task_drivers"`
	EnabledNetworkModes  types.List `tfsdk:"enabled_network_modes"`
	DisabledNetworkModes types.List `tfsdk:"disabled_network_modes"`
}

type nodePoolRules struct {
	Default types.String `tfsdk:"default"`
	Allowed types.Set    `tfsdk:"allowed"`
	Denied  types.Set    `tfsdk:"denied"`
}

const defaultNodePool = "default"

// namespace returns the planned namespace as the API has it.
func (m *model) namespace(ctx context.Context) (*api.Namespace, diag.Diagnostics) {
	var problems diag.Diagnostics
	wanted := &api.Namespace{Name: m.Name.ValueString(), Description: m.Description.ValueString(), Quota: m.Quota.ValueString()}
	problems.Append(m.Meta.ElementsAs(ctx, &wanted.Meta, false)...)
	problems.Append(m.Required.ElementsAs(ctx, &wanted.RequiredExtraClaims, false)...)
	problems.Append(m.Optional.ElementsAs(ctx, &wanted.OptionalExtraClaims, false)...)
	for _, block := range m.Capabilities {
		wanted.Capabilities = &api.NamespaceCapabilities{}
		problems.Append(block.EnabledTaskDrivers.ElementsAs(ctx, &wanted.Capabilities.EnabledTaskDrivers, false)...)
		problems.Append(block.DisabledTaskDrivers.ElementsAs(ctx, &wanted.Capabilities.DisabledTaskDrivers, false)...)
		problems.Append(block.EnabledNetworkModes.ElementsAs(ctx, &wanted.Capabilities.EnabledNetworkModes, false)...)
		problems.Append(block.DisabledNetworkModes.ElementsAs(ctx, &wanted.Capabilities.DisabledNetworkModes, false)...)
	}
	for _, block := range m.NodePools {
		wanted.NodePoolConfiguration = &api.NamespaceNodePoolConfiguration{Default: block.Default.ValueString()}
		problems.Append(block.Allowed.ElementsAs(ctx, &wanted.NodePoolConfiguration.Allowed, false)...)
		problems.Append(block.Denied.ElementsAs(ctx, &wanted.NodePoolConfiguration.Denied, false)...)
	}
	return wanted, problems
}

// settle sets the values that the provider computes.
func (m *model) settle() {
	m.ID = m.Name
	for i := range m.NodePools {
		if m.NodePools[i].Default.IsUnknown() {
			m.NodePools[i].Default = types.StringValue(defaultNodePool)
		}
	}
}

// follow sets the state to what the server has. Nomad does not distinguish empty from absent, so the state keeps whichever
// of both it has.
func (m *model) follow(current *api.Namespace) {
	m.ID, m.Name = types.StringValue(current.Name), types.StringValue(current.Name)
	follow.Text(&m.Description, current.Description)
	follow.Text(&m.Quota, current.Quota)
	follow.Map(&m.Meta, current.Meta)
	follow.Map(&m.Required, current.RequiredExtraClaims)
	follow.Map(&m.Optional, current.OptionalExtraClaims)
	m.followCapabilities(current.Capabilities)
	m.followNodePools(current.NodePoolConfiguration)
}

func (m *model) followCapabilities(current *api.NamespaceCapabilities) {
	if current == nil {
		current = &api.NamespaceCapabilities{}
	}
	if len(current.EnabledTaskDrivers)+len(current.DisabledTaskDrivers)+len(current.EnabledNetworkModes)+len(current.DisabledNetworkModes) > 0 && len(m.Capabilities) == 0 {
		none := types.ListNull(types.StringType)
		m.Capabilities = []capabilities{{none, none, none, none}}
	}
	for i := range m.Capabilities {
		block := &m.Capabilities[i]
		follow.List(&block.EnabledTaskDrivers, current.EnabledTaskDrivers)
		follow.List(&block.DisabledTaskDrivers, current.DisabledTaskDrivers)
		follow.List(&block.EnabledNetworkModes, current.EnabledNetworkModes)
		follow.List(&block.DisabledNetworkModes, current.DisabledNetworkModes)
	}
}

func (m *model) followNodePools(current *api.NamespaceNodePoolConfiguration) {
	if current == nil {
		current = &api.NamespaceNodePoolConfiguration{Default: defaultNodePool}
	}
	if len(m.NodePools) == 0 {
		if (current.Default == "" || current.Default == defaultNodePool) && len(current.Allowed)+len(current.Denied) == 0 {
			return
		}
		m.NodePools = []nodePoolRules{{types.StringNull(), types.SetNull(types.StringType), types.SetNull(types.StringType)}}
	}
	for i := range m.NodePools {
		block := &m.NodePools[i]
		block.Default = types.StringValue(current.Default)
		follow.Set(&block.Allowed, current.Allowed)
		follow.Set(&block.Denied, current.Denied)
	}
}
