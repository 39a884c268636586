import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** What a build depends on beside its source files. */
export interface BuildInputs {
  /** Import path or relative path of the main package. */
  readonly packagePath: string;
  readonly tags: readonly string[];
  /** What `go env GOVERSION GOOS GOARCH` says. */
  readonly toolchain: string;
}

/** Files that decide what a Go module builds to. Tests do not. */
export function sourceFiles(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(\.go|^go\.mod|^go\.sum)$/.test(entry.name) && !/_test\.go$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** A short hash that changes when the program that a build makes may change. */
export function buildKey(dir: string, inputs: BuildInputs): string {
  const hash = createHash("sha256");
  // JSON keeps the parts apart: no two lists of parts give the same text
  hash.update(JSON.stringify([inputs.packagePath, inputs.tags, inputs.toolchain]));
  for (const file of sourceFiles(dir)) {
    hash.update(JSON.stringify([relative(dir, file), readFileSync(file, "utf8")]));
  }
  return hash.digest("hex").slice(0, 16);
}
