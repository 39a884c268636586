import { consulApi, nomadApi } from "./apis";
import { hostStates } from "./control";
import { type DriverStatus, driverStatuses, type NomadDriver } from "./drivers";
import type { Lab } from "./lab";
import { nodeNameOf } from "./topology";

/** State of a host. */
export interface HostStatus {
  readonly name: string;
  /** Name of the node in Nomad. @default - the host name */
  readonly nodeName?: string;
  readonly address: string;
  readonly power: "on" | "off";
  readonly network: "up" | "cut" | "-";
  /** Status of the node in Nomad, such as `ready` or `down`. @default - not a node, or Nomad does not answer */
  readonly nomad?: string;
  /** Status of the member in Consul, such as `alive` or `failed`. @default - not a node, or Consul does not answer */
  readonly consul?: string;
  /** Task drivers of the node. @default - not a node, or Nomad does not answer */
  readonly drivers?: readonly DriverStatus[];
}

/** The fields of Nomad's list of nodes that are read here. */
interface NomadNode {
  readonly Name: string;
  readonly Status: string;
  readonly Drivers?: Readonly<Record<string, NomadDriver>>;
}

/** States of a member by their number in Consul's gossip. */
const MEMBER_STATES = ["none", "alive", "leaving", "left", "failed"];

/**
 * Returns the state of a lab's hosts, from the supervisor and from the servers.
 *
 * @throws Error if the supervisor does not answer.
 */
export async function labStatus(lab: Lab): Promise<HostStatus[]> {
  const [states, nomad, consul] = await Promise.all([
    hostStates(lab.name),
    nomadApi(lab)
      .get<NomadNode[]>("/v1/nodes")
      .catch(() => []),
    consulApi(lab)
      .get<{ Name: string; Status: number }[]>("/v1/agent/members")
      .catch(() => []),
  ]);
  return [...lab.nodes, ...(lab.server ? [lab.server] : []), lab.client].map((host) => {
    const { name, address, nodeName } = host;
    const state = states.find((host) => host.name === name);
    const on = Boolean(state?.pid);
    const node = nomad.find((candidate) => candidate.Name === nodeNameOf(host));
    const member = consul.find((candidate) => candidate.Name === nodeNameOf(host))?.Status;
    return {
      name,
      ...(nodeName !== undefined && { nodeName }),
      address,
      power: on ? "on" : "off",
      network: !on ? "-" : state?.partitioned ? "cut" : "up",
      ...(node ? { nomad: node.Status } : {}),
      ...(node?.Drivers ? { drivers: driverStatuses(node.Drivers, lab.servers?.nomad) } : {}),
      ...(member !== undefined ? { consul: MEMBER_STATES[member] ?? String(member) } : {}),
    };
  });
}
