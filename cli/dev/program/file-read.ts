import fs from "node:fs";

// The recorder replaces these functions in the process of the program; the signatures need the original ones.
const { readdirSync, statSync } = fs;

/** What a program used of a path: the content of a file, the names in a folder, or only whether the path exists. */
export type Use = "content" | "names" | "presence";

/** A path that a program read, and a signature of what it found there. */
export interface FileRead {
  readonly file: string;
  readonly use: Use;
  readonly signature: string;
}

/** The signature of a path that does not exist or cannot be read. */
const ABSENT = "absent";

/** Returns a text that is different after each change of what the program used of a path. */
export function signatureOf(file: string, use: Use): string {
  try {
    if (use === "names") {
      return readdirSync(file).sort().join("/");
    }
    const found = statSync(file, { bigint: true, throwIfNoEntry: false });
    if (!found) {
      return ABSENT;
    }
    return use === "presence" ? "present" : `${found.mtimeNs}:${found.size}:${found.ino}`;
  } catch {
    return ABSENT;
  }
}

/** Returns a path and its present signature. */
export function readNow(file: string, use: Use): FileRead {
  return { file, use, signature: signatureOf(file, use) };
}
