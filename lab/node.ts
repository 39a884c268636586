import { CodedError } from "../errors";
import { actOnHost, type HostAction } from "./control";
import type { Lab } from "./lab";
import type { Host } from "./topology";

/**
 * Returns a node of a lab.
 *
 * @param which its number from 1, such as `2`, or its name, such as `n2`
 * @throws CodedError if the lab does not have it (`host-unknown`)
 */
export function nodeOf({ name, nodes }: Pick<Lab, "name" | "nodes">, which: number | string): Host {
  const wanted = String(which);
  const node = nodes.find((one) => one.name === wanted || one.name === `n${wanted}`);
  if (!node) {
    const known = nodes.map((one) => one.name).join(", ");
    throw new CodedError("host-unknown", `lab "${name}" has no node "${wanted}"; it has ${known}`);
  }
  return node;
}

/**
 * Starts, stops, disconnects, or reconnects a node.
 *
 * @param which its number from 1, or its name
 * @throws CodedError if the lab has no such node (`host-unknown`), or if the action disconnects a stopped node
 */
export async function actOnNode(lab: Lab, which: string, action: HostAction): Promise<void> {
  await actOnHost(lab.name, nodeOf(lab, which).name, action);
}
