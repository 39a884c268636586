import { homedir } from "node:os";
import type { ClusterSettings, TlsSettings } from "../constructs";
import { findLab } from "../lab";
import { labPaths } from "../lab/paths";

/**
 * The throwaway cluster of `cdknomad lab up`. Its tokens and certificates are read from the lab's own files by the providers, so that
 * `cdktf diff` and `cdktf deploy` work as typed, with no variable set.
 *
 * @param name the lab's name
 */
export function lab(name: string): ClusterSettings {
  const { nomadToken, consulToken } = labPaths(name);
  const running = findLab(name);
  const { nomad, consul } = running?.tls ?? {};
  return {
    ...(running && { nodes: running.nodes.length }),
    // A lab is there to be taken away.
    guard: "off",
    nomad: {
      // A lab that is not up is still synthesized, for the address that it gets when nothing else has the port.
      address: running?.nomadAddr ?? "http://127.0.0.1:4646",
      tokenFile: atHome(nomadToken),
      ...(nomad && { tls: filesAtHome(nomad) }),
    },
    consul: {
      address: running?.consulAddr ?? "http://127.0.0.1:8500",
      tokenFile: atHome(consulToken),
      ...(consul && { tls: filesAtHome(consul) }),
    },
  };
}

/** As the user's, whoever it is: what is synthesized is the same on every machine. */
function atHome(file: string): string {
  return file.replace(homedir(), "~");
}

function filesAtHome(files: TlsSettings): TlsSettings {
  const { caFile, certFile, keyFile } = files;
  return Object.fromEntries(
    Object.entries({ caFile, certFile, keyFile }).map(([name, file]) => [name, atHome(file ?? "")]),
  );
}
