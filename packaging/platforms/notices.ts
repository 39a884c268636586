import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { GoProgram } from "../../tools/go-build";
import type { Platform } from "../../tools/platform";
import { linkedPackages } from "../linked-packages";

const LICENSE = /^(licen[cs]e|copying|unlicense)(\.|-|$)/i;
const NOTICE = /^notice(\.|$)/i;

const HEAD = `# Licenses of others

The programs in this package contain code of the Go modules below, each under its license. The source of a module is published under its
import path in the version given. The source of cdknomad itself is in the npm package cdknomad.
`;

/**
 * Returns the license texts and notices of everything that is linked into programs, each text once. The licenses require that they
 * are distributed with the program.
 *
 * @throws Error if a linked package has no license text
 */
export function notices(programs: readonly GoProgram[], platform: Platform): string {
  const modulesByText = new Map<string, Set<string>>();
  const add = (name: string, file: string) => {
    const text = readFileSync(file, "utf8").trim();
    modulesByText.set(text, (modulesByText.get(text) ?? new Set()).add(name));
  };
  const root = execFileSync("go", ["env", "GOROOT"], { encoding: "utf8" }).trim();
  add("Go", path.join(root, "LICENSE"));
  for (const { dir: folder, packagePath } of programs) {
    for (const { module, version, moduleDir, dir } of linkedPackages(folder, packagePath, platform)) {
      const name = `${module} ${version}`;
      for (const file of [...nearest(dir, moduleDir, LICENSE, name), ...matching(moduleDir, NOTICE)]) {
        add(name, file);
      }
    }
  }
  const sections = [...modulesByText].map(([text, names]) => `## ${[...names].sort().join(", ")}\n\n${text}\n`);
  return [HEAD, ...sections.sort()].join("\n");
}

/** Returns the license files of a package: those of its own folder, or of the nearest folder above it within the module. */
function nearest(dir: string, moduleDir: string, pattern: RegExp, name: string): string[] {
  const found = matching(dir, pattern);
  if (found.length > 0) {
    return found;
  }
  if (dir === moduleDir) {
    // no code: only the maintainers of this repository see it
    throw new Error(`${name}: has no license text; do not publish programs that contain it`);
  }
  return nearest(path.dirname(dir), moduleDir, pattern, name);
}

const matching = (folder: string, pattern: RegExp) =>
  readdirSync(folder)
    .filter((file) => pattern.test(file))
    .sort()
    .map((file) => path.join(folder, file));
