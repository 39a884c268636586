import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Writes a file that only its owner may read (0600), and returns when it is on the disk: a token is used only after it
 * cannot be lost any more.
 *
 * @throws Error if the file is there already; a secret is never overwritten.
 */
export function writeSecretFile(path: string, content: string): void {
  const file = openSync(path, "wx", 0o600);
  try {
    writeSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  const folder = openSync(dirname(path), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Reads a token back. */
export function readSecretFile(path: string): string {
  return readFileSync(path, "utf8").trim();
}
