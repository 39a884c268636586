import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import path from "node:path";

/**
 * Writes a file that only its owner may read (0600), and returns when it is on the disk: a token is used only after it
 * cannot be lost any more.
 *
 * @throws Error if the file is there already; a secret is never overwritten.
 */
export function writeSecretFile(file: string, content: string): void {
  const descriptor = openSync(file, "wx", 0o600);
  try {
    writeSync(descriptor, content);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  const folder = openSync(path.dirname(file), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Reads a token back. */
export function readSecretFile(file: string): string {
  return readFileSync(file, "utf8").trim();
}
