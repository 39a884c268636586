import { CodedError } from "../errors";
import { removeCgroups, thawCgroups } from "./cgroups";
import { actOnHost, type HostAction } from "./control";
import type { Lab } from "./lab";
import { forgetPauseContainers } from "./pause-containers";

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
  if (action === "stop") {
    thawCgroups(lab.name, node);
  }
  await actOnHost(lab.supervisorPid, node, action);
  // A machine that boots has none of its former containers.
  if (action === "stop") {
    await removeCgroups(lab.name, node);
    forgetPauseContainers(lab.name, node);
  }
}
