import { execFileSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import path from "node:path";

/**
 * Makes `dist`, what the npm package has beside `bin`: the modules as JavaScript with their types, in the folders that they
 * have here, so that each finds the Go sources and the templates beside it as it does in a clone.
 *
 * @param root the folder of the repository
 * @param dist the folder to write
 */
export function build(root: string, dist: string): void {
  rmSync(dist, { recursive: true, force: true });
  execFileSync(
    process.execPath,
    [require.resolve("typescript/bin/tsc"), "-p", path.join(root, "tsconfig.build.json"), "--outDir", dist],
    {
      stdio: "inherit",
    },
  );
  for (const folder of copied) {
    cpSync(path.join(root, folder), path.join(dist, folder), { recursive: true, filter: belongs });
  }
}

/** Everything that is not TypeScript: scripts that start the commands, Go programs that are built on the user's machine, templates, error pages. */
const copied = [
  "bin",
  "provider",
  "lab/supervisor",
  "lab/images",
  "tools/modules",
  "cli/init/template",
  "cli/report/report.schema.json",
  ".github/workflows",
  "docs/errors",
];

function belongs(file: string): boolean {
  return !/_test\.go$|\/(docs|testdata|release\.yml)$/.test(file);
}
