import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { cdks } from "../../cli/init/cdks";

/** Versions of cdktn and constructs that `cdknomad init --cdk cdktn` writes. */
export const { cdktn: cdktnVersion = "", constructs: constructsVersion = "" } =
  cdks.find(({ name }) => name === "cdktn")?.dependencies ?? {};

/** Installs cdktn, and the constructs that it accepts, into `node_modules` of a folder. */
export async function installCdktn(folder: string): Promise<void> {
  const dependencies = { cdktn: cdktnVersion, constructs: constructsVersion };
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
  const { NODE_OPTIONS: _, ...env } = process.env;
  await promisify(execFile)("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder, env });
}
