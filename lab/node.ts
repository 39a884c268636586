import { CodedError } from "../errors";
import { actOnHost, type HostAction } from "./control";
import type { Lab } from "./lab";

/**
 * Starts, stops, disconnects, or reconnects a node.
 *
 * @throws Error if the lab has no such node, or if the action disconnects a stopped node.
 */
export async function actOnNode(lab: Lab, node: string, action: HostAction): Promise<void> {
  if (!lab.nodes.some((candidate) => candidate.name === node)) {
    throw new CodedError(
      "host-unknown",
      `lab "${lab.name}" has no node "${node}"; it has ${lab.nodes.map((host) => host.name).join(", ")}`,
    );
  }
  await actOnHost(lab.name, node, action);
}
