import { homedir } from "node:os";
import type { ClusterSettings } from "../constructs";
import { findLab } from "../lab";
import { labPaths } from "../lab/paths";

/**
 * The throwaway cluster of `cdknomad lab up`. Its tokens are read from the lab's own files by the providers, so that
 * `cdktf diff` and `cdktf deploy` work as typed, with no variable set.
 *
 * @param name the lab's name
 */
export function lab(name: string): ClusterSettings {
  const { nomadToken, consulToken } = labPaths(name);
  const running = findLab(name);
  return {
    ...(running && { nodes: running.nodes.length }),
    // A lab is there to be taken away.
    guard: "off",
    nomad: {
      // A lab that is not up is still synthesized, for the address that it gets when nothing else has the port.
      address: running?.nomadAddr ?? "http://127.0.0.1:4646",
      tokenFile: nomadToken.replace(homedir(), "~"),
    },
    consul: {
      address: running?.consulAddr ?? "http://127.0.0.1:8500",
      tokenFile: consulToken.replace(homedir(), "~"),
    },
  };
}
