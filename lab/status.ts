import { consulApi, nomadApi } from "./apis";
import { hostStates } from "./control";
import { call } from "./http";
import type { Lab } from "./lab";

/** How a host is. */
export interface HostStatus {
  readonly name: string;
  readonly address: string;
  readonly power: "on" | "off";
  readonly network: "up" | "cut" | "-";
  /** Status of the node in Nomad, such as `ready` or `down`. @default - not a node, or Nomad does not answer */
  readonly nomad?: string;
  /** Status of the member in Consul, such as `alive` or `failed`. @default - not a node, or Consul does not answer */
  readonly consul?: string;
}

/** Numbers that Consul's gossip gives to the states of a member. */
const MEMBER_STATES = ["none", "alive", "leaving", "left", "failed"];

/**
 * How the hosts of a lab are: what the supervisor knows, and what the servers think.
 *
 * @throws Error if the supervisor does not answer.
 */
export async function labStatus(lab: Lab): Promise<HostStatus[]> {
  const [states, nomad, consul] = await Promise.all([
    hostStates(lab.supervisorPid),
    call<{ Name: string; Status: string }[]>(nomadApi(lab), "GET", "/v1/nodes").catch(() => []),
    call<{ Name: string; Status: number }[]>(consulApi(lab), "GET", "/v1/agent/members").catch(() => []),
  ]);
  return [...lab.nodes, lab.client].map(({ name, address }) => {
    const state = states.find((host) => host.name === name);
    const on = Boolean(state?.pid);
    const node = nomad.find((candidate) => candidate.Name === name)?.Status;
    const member = consul.find((candidate) => candidate.Name === name)?.Status;
    return {
      name,
      address,
      power: on ? "on" : "off",
      network: !on ? "-" : state?.partitioned ? "cut" : "up",
      ...(node ? { nomad: node } : {}),
      ...(member !== undefined ? { consul: MEMBER_STATES[member] ?? String(member) } : {}),
    };
  });
}
