import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { CodedError } from "../errors";
import type { Layers } from "../tools/debian-packages";
import { run } from "../tools/run";

/** A file or folder of this machine, and its path in an image. */
export interface ImageFile {
  readonly from: string;
  readonly to: string;
}

/**
 * Returns the path of an operating system file: from an unpacked package, otherwise from this host.
 *
 * @param image the image that needs the file, for the message
 * @param layers folders of the Debian packages that this host lacks
 * @param file path below `/usr`
 * @throws Error if neither has the file
 */
export function inUsr(image: string, layers: Layers, file: string): string {
  const found = [...layers.usr, "/usr"].map((folder) => path.join(folder, file)).find(existsSync);
  if (!found) {
    throw new CodedError(
      "image-not-built",
      `the image of ${image} needs /usr/${file}, and neither this host nor its packages have it`,
    );
  }
  return realpathSync(found);
}

/**
 * Returns the libraries that the dynamic linker loads for a program, with their paths on Debian.
 *
 * @param image the image that needs them, for the message
 * @throws Error if a library is missing
 */
export async function librariesOf(image: string, program: string, layers: Layers): Promise<ImageFile[]> {
  const folders = layers.usr.flatMap((usr) => [path.join(usr, "lib", debianArchitecture()), path.join(usr, "lib")]);
  const listed = await run(["ldd", program], { env: { ...process.env, LD_LIBRARY_PATH: folders.join(":") } });
  const missing = [...listed.stdout.matchAll(/^\s*(\S+) => not found$/gm)].map(([, name]) => name);
  if (listed.code !== 0 || missing.length > 0) {
    throw new CodedError(
      "image-not-built",
      `the image of ${image} lacks libraries: ${missing.join(", ") || listed.stderr.trim()}`,
    );
  }
  const libraries = [...listed.stdout.matchAll(/^\s*(\S+) => (\/\S+) /gm)].map(([, name, from]) => ({
    from: realpathSync(String(from)),
    to: `/usr/lib/${name}`,
  }));
  const linker = /^\s*(\/\S+) \(0x/m.exec(listed.stdout)?.[1];
  if (!linker) {
    throw new CodedError("image-not-built", `the image of ${image}: ldd names no linker for ${path.basename(program)}`);
  }
  return [...libraries, { from: realpathSync(linker), to: linker }];
}

/** Returns the name of Debian's library folder for this processor. */
function debianArchitecture(): string {
  return process.arch === "arm64" ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
}
