import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { TextFile } from "../import/write-files";
import type { Cdk } from "./cdks";

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

const dependencies = ["cdknomad", "constructs"];
const devDependencies = ["@swc/core", "@swc/jest", "@types/jest", "@types/node", "jest", "tsx", "typescript"];

type Words = Readonly<Record<string, string>>;

/**
 * The `package.json` of a new project. One that is there keeps all it has, but for the test script that `npm init` writes,
 * which only fails.
 *
 * @param folder where it is, or will be
 * @param name the project's name, if it has none yet
 * @param versions the version of each package; what `npm install` has already put there stays
 * @param cdk the CDK of the project
 */
export function packageFile(folder: string, name: string, versions: Words, cdk: Cdk): TextFile {
  const file = path.join(folder, "package.json");
  const found = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { name, version: "0.0.0", private: true };
  const { test, ...foundScripts } = (found.scripts ?? {}) as Words;
  const kept = test?.includes("no test specified") ? foundScripts : (found.scripts ?? {});
  const content = {
    ...found,
    scripts: { ...scripts, ...cdk.scripts, ...kept },
    dependencies: {
      ...sorted({ ...pick([...dependencies, cdk.name], versions), ...cdk.dependencies }),
      ...found.dependencies,
    },
    devDependencies: {
      ...sorted({ ...pick(devDependencies, versions), ...cdk.devDependencies }),
      ...found.devDependencies,
    },
  };
  return { path: file, text: `${JSON.stringify(content, null, 2)}\n` };
}

function pick(names: readonly string[], versions: Words): Words {
  return Object.fromEntries(names.flatMap((name) => (versions[name] === undefined ? [] : [[name, versions[name]]])));
}

function sorted(words: Words): Words {
  return Object.fromEntries(Object.entries(words).sort(([a], [b]) => (a < b ? -1 : 1)));
}
