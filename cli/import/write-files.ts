import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CodedError } from "../../errors";

/** A file to write. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Writes files. Each file is written completely or not at all.
 *
 * @param files the files; missing folders are created
 * @param options.force whether existing files are replaced
 * @throws Error if a file exists and `force` is false; nothing is written then
 */
export function writeFiles(files: readonly TextFile[], { force }: { readonly force: boolean }): void {
  const existing = files.map(({ path }) => path).filter((file) => existsSync(file));
  if (existing.length > 0 && !force) {
    throw new CodedError(
      "file-exists",
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
