import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { sha256 } from "../../tools/prebuilt";

/** Returns the checksums of all files below a folder in the format of `sha256sum --check`. */
export function sha256sums(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort()
    .map((file) => `${sha256(readFileSync(path.join(folder, file)))}  ${file}\n`)
    .join("");
}
