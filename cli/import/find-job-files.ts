import { readdirSync } from "node:fs";
import path from "node:path";

/** Folders that do not contain job files. */
const skipped = new Set(["node_modules", "cdktf.out"]);

/**
 * Returns the files below a folder that can be jobs by their names: HCL, JSON, `.nomad`, `.job`, and templates of job files.
 * The parser decides by the content.
 *
 * @returns sorted paths that begin with the folder
 */
export function findJobFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const found = path.join(folder, entry.name);
      if (entry.isDirectory()) {
        return entry.name.startsWith(".") || skipped.has(entry.name) ? [] : findJobFiles(found);
      }
      return /\.(hcl|nomad|job|json|tpl)$/.test(entry.name) ? [found] : [];
    })
    .sort();
}
