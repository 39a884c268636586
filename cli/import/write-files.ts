import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** A file to be written. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Writes all files, each one whole or not at all.
 *
 * @param files what to write; folders are made
 * @param options.force whether files that exist are replaced
 * @throws Error when one exists and may not be replaced; nothing is written then
 */
export function writeFiles(files: readonly TextFile[], { force }: { readonly force: boolean }): void {
  const existing = files.map(({ path }) => path).filter((file) => existsSync(file));
  if (existing.length > 0 && !force) {
    throw new Error(
      `${existing.length === 1 ? "this file exists" : "these files exist"} already: ${existing.join(", ")}; give --force to replace, or another --out or --stack`,
    );
  }
  for (const file of files) {
    mkdirSync(path.dirname(file.path), { recursive: true });
    const temporary = `${file.path}.${process.pid}.tmp`;
    try {
      writeFileSync(temporary, file.text);
      renameSync(temporary, file.path);
    } finally {
      rmSync(temporary, { force: true });
    }
  }
}
