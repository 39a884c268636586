import { removeCgroups, thawCgroups } from "./cgroups";
import { actOnHost, type HostAction } from "./control";
import type { Lab } from "./lab";

/**
 * Does to a node what may happen to a machine.
 *
 * @throws Error if the lab has no such node, or if a stopped one is to be disconnected.
 */
export async function actOnNode(lab: Lab, node: string, action: HostAction): Promise<void> {
  if (!lab.nodes.some((candidate) => candidate.name === node)) {
    throw new Error(`lab "${lab.name}" has no node "${node}"; it has ${lab.nodes.map((host) => host.name).join(", ")}`);
  }
  if (action === "stop") thawCgroups(lab.name, node);
  await actOnHost(lab.supervisorPid, node, action);
  // a machine that boots knows nothing of the containers that it had
  if (action === "stop") await removeCgroups(lab.name, node);
}
