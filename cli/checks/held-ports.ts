import type { NomadClient } from "../../clients";

/** A port of a node that an allocation holds. */
export interface HeldPort {
  /** The node's id. */
  readonly node: string;
  readonly address: string;
  readonly port: number;
  /** The job that holds it as `namespace/id`; for a periodic or dispatched job, its parent. */
  readonly job: string;
}

interface Allocation {
  readonly Namespace: string;
  readonly JobID: string;
  readonly NodeID: string;
  readonly ClientStatus: string;
  readonly DesiredStatus: string;
  readonly AllocatedResources: {
    readonly Shared: { readonly Ports: readonly { readonly HostIP: string; readonly Value: number }[] | null };
  } | null;
}

/**
 * The ports that allocations hold, in all namespaces that the token may read; nothing if it may read none.
 *
 * @see https://developer.hashicorp.com/nomad/api-docs/allocations#list-allocations
 */
export async function heldPorts(nomad: NomadClient): Promise<readonly HeldPort[]> {
  const path = "/v1/allocations?namespace=*&resources=true&task_states=false";
  const { status, text } = await nomad.send("GET", path);
  return status === 200 ? portsOf(JSON.parse(text)) : [];
}

/** Reads them from the list of allocations. */
export function portsOf(allocations: readonly Allocation[]): HeldPort[] {
  return allocations
    .filter(
      ({ ClientStatus, DesiredStatus }) =>
        ["pending", "running", "unknown"].includes(ClientStatus) && DesiredStatus === "run",
    )
    .flatMap(({ Namespace, JobID, NodeID, AllocatedResources }) =>
      (AllocatedResources?.Shared.Ports ?? []).map(({ HostIP, Value }) => ({
        node: NodeID,
        address: HostIP,
        port: Value,
        job: `${Namespace}/${JobID.replace(/\/(periodic|dispatch)-.*$/, "")}`,
      })),
    );
}
