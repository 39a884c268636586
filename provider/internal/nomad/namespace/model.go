package namespace

import (
	"context"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

type problemList = diag.Diagnostics

// model is the resource as Terraform keeps it.
type model struct {
	ID           types.String    `tfsdk:"id"`
	Name         types.String    `tfsdk:"name"`
	Description  types.String    `tfsdk:"description"`
	Quota        types.String    `tfsdk:"quota"`
	Meta         types.Map       `tfsdk:"meta"`
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

// namespace gives the namespace that is asked for.
func (m *model) namespace(ctx context.Context) (*api.Namespace, diag.Diagnostics) {
	var problems diag.Diagnostics
	wanted := &api.Namespace{Name: m.Name.ValueString(), Description: m.Description.ValueString(), Quota: m.Quota.ValueString()}
	problems.Append(m.Meta.ElementsAs(ctx, &wanted.Meta, false)...)
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

// settle fills in what Terraform left to the provider.
func (m *model) settle() {
	m.ID = m.Name
	for i := range m.NodePools {
		if m.NodePools[i].Default.IsUnknown() {
			m.NodePools[i].Default = types.StringValue(defaultNodePool)
		}
	}
}

// follow brings the state to what the server has. Empty and not set are the same to Nomad, so the state keeps whichever
// of both it has.
func (m *model) follow(ctx context.Context, current *api.Namespace) diag.Diagnostics {
	var problems diag.Diagnostics
	m.ID, m.Name = types.StringValue(current.Name), types.StringValue(current.Name)
	followText(&m.Description, current.Description)
	followText(&m.Quota, current.Quota)
	if len(current.Meta) > 0 || len(m.Meta.Elements()) > 0 {
		found := diag.Diagnostics{}
		m.Meta, found = types.MapValueFrom(ctx, types.StringType, orEmpty(current.Meta))
		problems.Append(found...)
	} else if m.Meta.IsNull() {
		m.Meta = types.MapNull(types.StringType)
	}
	m.followCapabilities(ctx, current.Capabilities, &problems)
	m.followNodePools(ctx, current.NodePoolConfiguration, &problems)
	return problems
}

func (m *model) followCapabilities(ctx context.Context, current *api.NamespaceCapabilities, problems *diag.Diagnostics) {
	if current == nil {
		current = &api.NamespaceCapabilities{}
	}
	if len(current.EnabledTaskDrivers)+len(current.DisabledTaskDrivers)+len(current.EnabledNetworkModes)+len(current.DisabledNetworkModes) > 0 && len(m.Capabilities) == 0 {
		m.Capabilities = []capabilities{{types.ListNull(types.StringType), types.ListNull(types.StringType), types.ListNull(types.StringType), types.ListNull(types.StringType)}}
	}
	for i := range m.Capabilities {
		block := &m.Capabilities[i]
		for _, pair := range []struct {
			target *types.List
			names  []string
		}{
			{&block.EnabledTaskDrivers, current.EnabledTaskDrivers}, {&block.DisabledTaskDrivers, current.DisabledTaskDrivers},
			{&block.EnabledNetworkModes, current.EnabledNetworkModes}, {&block.DisabledNetworkModes, current.DisabledNetworkModes},
		} {
			if len(pair.names) == 0 && len(pair.target.Elements()) == 0 {
				continue
			}
			list, found := types.ListValueFrom(ctx, types.StringType, orEmptyList(pair.names))
			*pair.target = list
			problems.Append(found...)
		}
	}
}

func (m *model) followNodePools(ctx context.Context, current *api.NamespaceNodePoolConfiguration, problems *diag.Diagnostics) {
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
		for _, pair := range []struct {
			target *types.Set
			names  []string
		}{{&block.Allowed, current.Allowed}, {&block.Denied, current.Denied}} {
			if len(pair.names) == 0 && len(pair.target.Elements()) == 0 {
				continue
			}
			set, found := types.SetValueFrom(ctx, types.StringType, orEmptyList(pair.names))
			*pair.target = set
			problems.Append(found...)
		}
	}
}

func followText(target *types.String, current string) {
	if current != "" || target.ValueString() != "" {
		*target = types.StringValue(current)
	}
}

func orEmpty(values map[string]string) map[string]string {
	if values == nil {
		return map[string]string{}
	}
	return values
}

func orEmptyList(values []string) []string {
	if values == nil {
		return []string{}
	}
	return values
}
