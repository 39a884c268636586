import { homedir } from "node:os";
import type { ClusterSettings } from "../constructs";
import { findLab } from "../lab";
import { labPaths } from "../lab/paths";

/**
 * The throwaway cluster of `cdknomad lab up`. Its token is read from the lab's own file by the provider, so that
 * `cdktf diff` and `cdktf deploy` work as typed, with no variable set.
 *
 * @param name the lab's name
 */
export function lab(name: string): ClusterSettings {
  const { nomadToken } = labPaths(name);
  const running = findLab(name);
  return {
    ...(running && { nodes: running.nodes.length }),
    nomad: {
      // A lab that is not up is still synthesized, for the address that it gets when nothing else has the port.
      address: running?.nomadAddr ?? "http://127.0.0.1:4646",
      tokenFile: nomadToken.replace(homedir(), "~"),
    },
  };
}
