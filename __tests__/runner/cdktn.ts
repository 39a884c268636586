import { execFile } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { cdks } from "../../cli/init/cdks";

/** Versions of cdktn and constructs that `cdknomad init --cdk cdktn` writes. */
export const { cdktn: cdktnVersion = "", constructs: constructsVersion = "" } =
  cdks.find(({ name }) => name === "cdktn")?.dependencies ?? {};

/** The tests that every run repeats with cdktn: those of what a program consists of. */
export const cdkTests: readonly string[] = ["access", "constructs", "dns", "examples", "patterns", "stacks"].map(
  (folder) => `__tests__/unit/${folder}/`,
);

/**
 * Installs cdktn, and the constructs that it accepts, into `node_modules` of a folder.
 *
 * @returns a file of the folder that a process loads before its program, to get this cdktn where the program asks for cdktf
 */
export async function installCdktn(folder: string): Promise<string> {
  const dependencies = { cdktn: cdktnVersion, constructs: constructsVersion };
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
  const { NODE_OPTIONS: _, ...env } = process.env;
  await promisify(execFile)("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder, env });
  const file = path.join(folder, "resolve-cdktn.cjs");
  copyFileSync(path.join(__dirname, path.basename(file)), file);
  return file;
}

/**
 * Runs tests with cdktn in place of cdktf: in jest, which reads CDKTN in its configuration, and in the programs that the tests start.
 *
 * @param run gets the environment for them
 */
export async function onCdktn<T>(run: (environment: NodeJS.ProcessEnv) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-cdktn-"));
  try {
    const { NODE_OPTIONS = "" } = process.env;
    const options = `${NODE_OPTIONS} --require ${JSON.stringify(await installCdktn(folder))}`.trim();
    return await run({ ...process.env, CDKTN: folder, NODE_OPTIONS: options });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
