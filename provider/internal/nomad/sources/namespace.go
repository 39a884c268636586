package sources

import (
	"context"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/source"
)

type namespaceModel struct {
	ID           types.String                      `tfsdk:"id" is:"optional,computed" doc:"URL of the namespace."`
	Name         types.String                      `tfsdk:"name" is:"required" doc:"Name of the namespace."`
	Description  string                            `tfsdk:"description" doc:"Description of the namespace."`
	Quota        string                            `tfsdk:"quota" doc:"Name of the quota of the namespace (Nomad Enterprise)."`
	Meta         map[string]string                 `tfsdk:"meta" doc:"Keys and values of the namespace."`
	Required     map[string]string                 `tfsdk:"required_extra_claims" doc:"Claims of each workload identity in the namespace, with their values; empty before Nomad 2.0.3."`
	Optional     map[string]string                 `tfsdk:"optional_extra_claims" doc:"Claims that a job of the namespace can ask for, with their values; empty before Nomad 2.0.3."`
	Capabilities source.Set[namespaceCapabilities] `tfsdk:"capabilities" doc:"What jobs of the namespace may use."`
	NodePools    []allowance                       `tfsdk:"node_pool_config" doc:"Node pools of the namespace (Nomad Enterprise)."`
	Vault        []allowance                       `tfsdk:"vault_config" doc:"Vault clusters of the namespace (Nomad Enterprise)."`
	Consul       []allowance                       `tfsdk:"consul_config" doc:"Consul clusters of the namespace (Nomad Enterprise)."`
}

type namespaceCapabilities struct {
	EnabledTaskDrivers   []string `tfsdk:"enabled_task_drivers"`
	DisabledTaskDrivers  []string `tfsdk:"disabled_task_drivers"`
	EnabledNetworkModes  []string `tfsdk:"enabled_network_modes"`
	DisabledNetworkModes []string `tfsdk:"disabled_network_modes"`
}

// allowance is which node pools or clusters of another product the jobs of a namespace may use.
type allowance struct {
	Default string             `tfsdk:"default"`
	Allowed source.Set[string] `tfsdk:"allowed"`
	Denied  source.Set[string] `tfsdk:"denied"`
}

func namespaceSource() func() datasource.DataSource {
	return of("nomad_namespace", "A namespace.", func(ctx context.Context, client *api.Client, model *namespaceModel) error {
		current, _, err := client.Namespaces().Info(model.Name.ValueString(), query(ctx, api.QueryOptions{}))
		if err != nil {
			return err
		}
		model.ID = types.StringValue(client.Address() + "/namespace/" + model.Name.ValueString())
		model.Description, model.Quota, model.Meta = current.Description, current.Quota, current.Meta
		model.Required, model.Optional = current.RequiredExtraClaims, current.OptionalExtraClaims
		if may := current.Capabilities; may != nil {
			model.Capabilities = []namespaceCapabilities{{may.EnabledTaskDrivers, may.DisabledTaskDrivers, may.EnabledNetworkModes, may.DisabledNetworkModes}}
		}
		if pools := current.NodePoolConfiguration; pools != nil {
			model.NodePools = []allowance{{pools.Default, pools.Allowed, pools.Denied}}
		}
		if vault := current.VaultConfiguration; vault != nil {
			model.Vault = []allowance{{vault.Default, vault.Allowed, vault.Denied}}
		}
		if consul := current.ConsulConfiguration; consul != nil {
			model.Consul = []allowance{{consul.Default, consul.Allowed, consul.Denied}}
		}
		return nil
	})
}

type namespacesModel struct {
	ID         types.String `tfsdk:"id" is:"optional,computed" doc:"URL of the list."`
	Namespaces []string     `tfsdk:"namespaces" doc:"Names of the namespaces that the token may see."`
}

func namespaces() func() datasource.DataSource {
	return of("nomad_namespaces", "The namespaces of the cluster.", func(ctx context.Context, client *api.Client, model *namespacesModel) error {
		found, _, err := client.Namespaces().List(query(ctx, api.QueryOptions{}))
		model.ID = types.StringValue(client.Address() + "/namespaces")
		model.Namespaces = source.Each(found, func(namespace *api.Namespace) string { return namespace.Name })
		return err
	})
}
