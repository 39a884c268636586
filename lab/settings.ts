import { homedir } from "node:os";
import type { TlsFiles } from "../clients";
import { findLab } from "./lab";
import { labPaths } from "./paths";

export type { TlsFiles };

/**
 * Settings of the throwaway cluster that `cdknomad lab up` starts, for an entry of `Environments`. The providers read tokens and
 * certificates from the files of the lab, so `cdktf diff` and `cdktf deploy` work without any variable.
 *
 * If the lab is not running, the settings have addresses that no server can have, and the commands of cdknomad send no request.
 *
 * @param name the name of the lab
 * @see docs/tutorials/first-lab.md
 */
export function lab(name: string) {
  const { nomadToken, consulToken } = labPaths(name);
  const running = findLab(name);
  const { nomad, consul } = running?.tls ?? {};
  return {
    lab: name,
    ...(running && { nodes: running.nodes.length }),
    // A lab holds nothing that must be protected.
    guard: "off" as const,
    nomad: {
      address: running?.nomadAddr ?? nobody(name, 4646),
      tokenFile: fromHome(nomadToken),
      ...(nomad && { tls: filesFromHome(nomad) }),
    },
    consul: {
      address: running?.consulAddr ?? nobody(name, 8500),
      tokenFile: fromHome(consulToken),
      ...(consul && { tls: filesFromHome(consul) }),
    },
  };
}

/** An address that no server has: the top-level domain `invalid` is reserved. Another cluster may be at the usual address of a lab. */
function nobody(name: string, port: number): string {
  return `http://lab-${name}-is-not-running.invalid:${port}`;
}

/** A path that starts with `~/`, so that the synthesized files are the same on every machine. */
function fromHome(file: string): string {
  return file.replace(homedir(), "~");
}

function filesFromHome({ caFile, certFile, keyFile }: TlsFiles): TlsFiles {
  return Object.fromEntries(
    Object.entries({ caFile, certFile, keyFile }).map(([name, file]) => [name, fromHome(file ?? "")]),
  );
}
