import path from "node:path";
import { repositoryRoot } from "../tools/cache";
import type { Layers } from "../tools/debian-packages";
import { type ImageFile, inUsr, librariesOf } from "./host-program-files";

/**
 * Returns the files of the stand-in for the keepalived image: Debian's keepalived with its libraries, and a shell with
 * `nslookup`.
 *
 * @param layers folders of the Debian packages that this host lacks
 * @throws Error if a file is missing
 */
export async function keepalivedFiles(layers: Layers): Promise<ImageFile[]> {
  const keepalived = inUsr("keepalived", layers, "sbin/keepalived");
  return [
    { from: keepalived, to: "/usr/local/sbin/keepalived" },
    ...(await librariesOf("keepalived", keepalived, layers)),
    // One program contains all commands, also those that the shell runs.
    { from: inUsr("keepalived", layers, "bin/busybox"), to: "/bin/sh" },
    { from: path.join(repositoryRoot, "lab", "images", "keepalived", "etc"), to: "/etc" },
  ];
}
