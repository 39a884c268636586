import { TerraformDataSource, TerraformResource, type TerraformStack } from "#cdk";
import { createIssue } from "./issue";
import { dataSourceTypes, resourceTypes } from "./resource-types";
import { dataSourceUnsupported, resourceTypeUnsupported } from "./stack-issue";
import { printIssue } from "./validate";

/** What to write instead, by type: the first pattern that matches. */
type Alternatives = readonly (readonly [RegExp, string])[];

const INSTEAD_OF_DATA_SOURCE: Alternatives = [
  [/^consul_agent_self$/, "use consul_agent_config (DataConsulAgentConfig)"],
  [
    /^consul_config_entry_v2_exported_services$/,
    'use consul_config_entry (DataConsulConfigEntry) with kind "exported-services"',
  ],
  [/^consul_network_/, "it needs the enterprise edition"],
];

const configEntry = (kind: string) =>
  `use consul_config_entry (ConfigEntry) with kind "${kind}" and the fields of Consul's API in configJson`;

const INSTEAD_OF_RESOURCE: Alternatives = [
  [/^consul_config_entry_service_defaults$/, configEntry("service-defaults")],
  [/^consul_config_entry_service_intentions$/, configEntry("service-intentions")],
  [/^consul_config_entry_service_resolver$/, configEntry("service-resolver")],
  [/^consul_config_entry_service_router$/, configEntry("service-router")],
  [/^consul_config_entry_service_splitter$/, configEntry("service-splitter")],
  [/^consul_config_entry_v2_exported_services$/, configEntry("exported-services")],
  [/^consul_intention$/, configEntry("service-intentions")],
  [/^consul_certificate_authority$/, "set connect.ca_config in the configuration of Consul's servers"],
  [/^consul_peering/, "establish the peering with the command consul peering"],
  [/^consul_(service|agent_service|catalog_entry|node)$/, "let the service block of a job register it"],
  [/^nomad_(volume|external_volume)$/, "use CsiVolume or HostVolume"],
  [
    /^nomad_(quota_specification|sentinel_policy)$|^consul_(admin_partition|namespace\w*|license\w*)$/,
    "it needs the enterprise edition",
  ],
];

/**
 * Returns one message for each resource and data source of Nomad or Consul that the providers of cdknomad do not serve. Terraform's own
 * error comes at the plan and does not say what to write instead.
 */
export function unservedTypes(stack: TerraformStack): string[] {
  const all = stack.node.findAll();
  const dataSources = all
    .filter(TerraformDataSource.isTerraformDataSource)
    .filter(({ terraformResourceType: type }) => isOfCluster(type) && !dataSourceTypes.has(type))
    .map(({ node, terraformResourceType: type }) => {
      const instead = alternative(INSTEAD_OF_DATA_SOURCE, type);
      return printIssue(
        node.path,
        createIssue(dataSourceUnsupported, { path: "", problem: "dataSource", type, instead }),
      );
    });
  const resources = all
    .filter(TerraformResource.isTerraformResource)
    .filter(({ terraformResourceType: type }) => isOfCluster(type) && !resourceTypes.has(type))
    .map(({ node, terraformResourceType: type }) => {
      const instead = alternative(INSTEAD_OF_RESOURCE, type);
      return printIssue(
        node.path,
        createIssue(resourceTypeUnsupported, { path: "", problem: "resourceType", type, instead }),
      );
    });
  return [...dataSources, ...resources];
}

function isOfCluster(type: string): boolean {
  return /^(nomad|consul)_/.test(type);
}

function alternative(alternatives: Alternatives, type: string): string {
  return (
    alternatives.find(([pattern]) => pattern.test(type))?.[1] ??
    "create the object with the command or API of the server"
  );
}
