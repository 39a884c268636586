import { readdirSync } from "node:fs";
import path from "node:path";

/** Folders in which nobody keeps job files. */
const skipped = new Set(["node_modules", "cdktf.out"]);

/**
 * The files below a folder that may be jobs, by their names: HCL and JSON, and what people call job files. Whether one
 * is a job only its content tells.
 *
 * @returns paths that begin with the folder, sorted
 */
export function findJobFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const found = path.join(folder, entry.name);
      if (entry.isDirectory()) {
        return entry.name.startsWith(".") || skipped.has(entry.name) ? [] : findJobFiles(found);
      }
      return /\.(hcl|nomad|job|json)$/.test(entry.name) ? [found] : [];
    })
    .sort();
}
