import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { cacheFolders } from "../tools/cache";
import { withLock } from "../tools/lock";
import type { ImageFile } from "./host-program-files";

/**
 * Returns the folder with the files of an image that is made of Debian packages, or where it will be. It changes with the installed
 * packages and with the sources.
 *
 * @param name the name of the image
 * @param sources files of cdknomad that decide what the image contains
 */
export function imageRoot(name: string, sources: readonly string[]): string {
  const status = "/var/lib/dpkg/status";
  const hash = createHash("sha256").update(existsSync(status) ? readFileSync(status) : "");
  for (const file of sources) {
    hash.update(readFileSync(file));
  }
  return path.join(cacheFolders().packages, `${name}-${hash.digest("hex").slice(0, 16)}`);
}

/**
 * Puts the files of an image together once.
 *
 * @param name the name of the image
 * @param root the folder of {@link imageRoot}
 * @param assemble writes the files below an empty folder
 * @returns the folder, which is the root of the image
 */
export async function ensureImageRoot(
  name: string,
  root: string,
  assemble: (folder: string) => Promise<void>,
): Promise<string> {
  if (existsSync(root)) {
    return root;
  }
  return withLock(
    path.join(cacheFolders().locks, `${name}-image`),
    () => undefined,
    async () => {
      if (!existsSync(root)) {
        const folder = `${root}.tmp`;
        rmSync(folder, { recursive: true, force: true });
        mkdirSync(folder, { recursive: true });
        await assemble(folder);
        renameSync(folder, root);
      }
      return root;
    },
  );
}

/** Copies files and folders into the root of an image, except what the filter leaves out. */
export function copyInto(root: string, files: readonly ImageFile[], filter = (_: string) => true): void {
  for (const { from, to } of files) {
    const target = path.join(root, to);
    mkdirSync(path.dirname(target), { recursive: true });
    cpSync(from, target, { recursive: true, dereference: true, filter });
  }
}
