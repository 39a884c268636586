import { join } from "node:path";
import { repositoryRoot } from "../tools/cache";
import type { Layers } from "../tools/debian-packages";
import { type ImageFile, inUsr, librariesOf } from "./host-program-files";

/**
 * The files of an image that has what the real keepalived image is used for here: keepalived, its libraries, and a shell
 * with `nslookup`, all of Debian's.
 *
 * @param layers where the Debian packages are that this host lacks
 * @throws Error if a file is missing
 */
export async function keepalivedFiles(layers: Layers): Promise<ImageFile[]> {
  const keepalived = inUsr("keepalived", layers, "sbin/keepalived");
  return [
    { from: keepalived, to: "/usr/local/sbin/keepalived" },
    ...(await librariesOf("keepalived", keepalived, layers)),
    // one program that is all commands; under the name of the shell it finds the others in itself
    { from: inUsr("keepalived", layers, "bin/busybox"), to: "/bin/sh" },
    { from: join(repositoryRoot, "lab", "images", "keepalived", "etc"), to: "/etc" },
  ];
}
