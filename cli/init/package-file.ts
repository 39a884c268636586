import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { TextFile } from "../import/write-files";

const scripts = {
  start: "cdknomad up",
  dev: "cdknomad dev",
  stop: "cdknomad lab down",
  compare: "cdknomad compare lab prod",
  plan: "cdknomad plan",
  apply: "cdknomad apply",
  test: "jest",
  "test:lab": "jest --config jest.lab.config.js --runInBand",
  check: "tsc --noEmit",
};

const dependencies = ["cdknomad", "cdktf", "constructs"];
const devDependencies = ["@swc/core", "@swc/jest", "@types/jest", "@types/node", "jest", "tsx", "typescript"];

type Words = Readonly<Record<string, string>>;

/**
 * The `package.json` of a new project. One that is there keeps all it has, but for the test script that `npm init` writes,
 * which only fails.
 *
 * @param folder where it is, or will be
 * @param name the project's name, if it has none yet
 * @param versions the version of each package; what `npm install` has already put there stays
 */
export function packageFile(folder: string, name: string, versions: Words): TextFile {
  const file = path.join(folder, "package.json");
  const found = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { name, version: "0.0.0", private: true };
  const { test, ...foundScripts } = (found.scripts ?? {}) as Words;
  const kept = test?.includes("no test specified") ? foundScripts : (found.scripts ?? {});
  const content = {
    ...found,
    scripts: { ...scripts, ...kept },
    dependencies: { ...pick(dependencies, versions), ...found.dependencies },
    devDependencies: { ...pick(devDependencies, versions), ...found.devDependencies },
  };
  return { path: file, text: `${JSON.stringify(content, null, 2)}\n` };
}

function pick(names: readonly string[], versions: Words): Words {
  return Object.fromEntries(names.flatMap((name) => (versions[name] === undefined ? [] : [[name, versions[name]]])));
}
