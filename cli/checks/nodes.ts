import { inParallel, type NomadClient } from "../../clients";

/** The part of Nomad's node object that the checks read. */
export interface ClientNode {
  readonly ID: string;
  readonly Name: string;
  readonly Datacenter: string;
  readonly NodePool: string;
  readonly NodeClass: string;
  readonly Status: string;
  readonly SchedulingEligibility: string;
  readonly Attributes: Readonly<Record<string, string>>;
  readonly Meta: Readonly<Record<string, string>> | null;
  readonly Drivers: Readonly<
    Record<string, { readonly Detected: boolean; readonly Healthy: boolean; readonly HealthDescription: string }>
  >;
  readonly HostVolumes: Readonly<Record<string, { readonly ReadOnly: boolean }>> | null;
  readonly CSINodePlugins: Readonly<Record<string, { readonly Healthy: boolean }>> | null;
  readonly NodeResources: {
    readonly Networks: readonly { readonly Mode: string }[] | null;
    readonly NodeNetworks:
      | readonly {
          readonly Addresses:
            | readonly { readonly Alias: string; readonly Address: string; readonly ReservedPorts: string }[]
            | null;
        }[]
      | null;
  };
  readonly ReservedResources: { readonly Networks: { readonly ReservedHostPorts: string } };
}

/**
 * All nodes of a cluster, by their names.
 *
 * @returns the status of the refusal where the token may not read nodes, which takes `node { policy = "read" }`
 * @see https://developer.hashicorp.com/nomad/api-docs/nodes
 */
export async function readNodes(nomad: NomadClient): Promise<readonly ClientNode[] | number> {
  const { status, text } = await nomad.send("GET", "/v1/nodes");
  if (status !== 200) {
    return status;
  }
  const stubs = JSON.parse(text) as readonly Pick<ClientNode, "ID">[];
  const answers = await inParallel(stubs, ({ ID }) => nomad.send("GET", `/v1/node/${ID}`));
  // One that was collected meanwhile is none.
  const nodes = answers.flatMap((answer) => (answer.status === 200 ? [JSON.parse(answer.text) as ClientNode] : []));
  return nodes.sort((one, other) => one.Name.localeCompare(other.Name, "en"));
}
