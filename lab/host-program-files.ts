import { existsSync, realpathSync } from "node:fs";
import { basename, join } from "node:path";
import type { Layers } from "../tools/debian-packages";
import { run } from "../tools/run";

/** A file of this machine, or a folder with all below it, and where an image has it. */
export interface ImageFile {
  readonly from: string;
  readonly to: string;
}

/**
 * A file of the operating system: the one of an unpacked package, else this host's own.
 *
 * @param image the image that needs it, for the message
 * @param layers where the Debian packages are that this host lacks
 * @param path where it is below `/usr`
 * @throws Error if neither has it
 */
export function inUsr(image: string, layers: Layers, path: string): string {
  const found = [...layers.usr, "/usr"].map((folder) => join(folder, path)).find((file) => existsSync(file));
  if (!found)
    throw new Error(`the image of ${image} needs /usr/${path}, and neither this host nor its packages have it`);
  return realpathSync(found);
}

/**
 * What the dynamic linker loads for a program, put where it looks on any Debian.
 *
 * @param image the image that needs it, for the message
 * @throws Error if a library is missing
 */
export async function librariesOf(image: string, program: string, layers: Layers): Promise<ImageFile[]> {
  const folders = layers.usr.flatMap((usr) => [join(usr, "lib", debianArchitecture()), join(usr, "lib")]);
  const listed = await run(["ldd", program], { env: { ...process.env, LD_LIBRARY_PATH: folders.join(":") } });
  const missing = [...listed.stdout.matchAll(/^\s*(\S+) => not found$/gm)].map(([, name]) => name);
  if (listed.code !== 0 || missing.length > 0) {
    throw new Error(`the image of ${image} lacks libraries: ${missing.join(", ") || listed.stderr.trim()}`);
  }
  const libraries = [...listed.stdout.matchAll(/^\s*(\S+) => (\/\S+) /gm)].map(([, name, from]) => ({
    from: realpathSync(String(from)),
    to: `/usr/lib/${name}`,
  }));
  const linker = /^\s*(\/\S+) \(0x/m.exec(listed.stdout)?.[1];
  if (!linker) throw new Error(`the image of ${image}: ldd names no linker for ${basename(program)}`);
  return [...libraries, { from: realpathSync(linker), to: linker }];
}

/** The name of the folder in which Debian keeps libraries of this processor. */
function debianArchitecture(): string {
  return process.arch === "arm64" ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
}
