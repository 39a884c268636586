import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Lab, labVariables } from "../../../lab";
import { nomadApi } from "../../../lab/apis";
import { readInventoryFile } from "../../../lab/like/parse-inventory";
import { readInventory } from "../../../lab/like/read-inventory";
import { labPaths } from "../../../lab/paths";
import { synthesize } from "../../program/synthesize";
import { deploy } from "./deploy";
import { notRehearsed } from "./not-rehearsed";
import { requireOnlyLab } from "./only-lab";

/** Variables of the shell that may belong to the environment's own cluster. */
const OF_A_CLUSTER = /^(NOMAD_|CONSUL_|TF_VAR_|CDKNOMAD_(STATE|CONFIRM|GUARD|GUARD_SHARE)$)/;

/**
 * Deploys the program for an environment to a lab. Output of synthesis and states are in the folder of the lab, so that those of the
 * environment stay as they are, and Terraform never reads where its states are.
 *
 * @returns what was not rehearsed, one line each
 * @throws CodedError if the program fails, if it reaches anything but the lab, or if the deployment fails
 */
export async function rehearse(lab: Lab, environment: string): Promise<string[]> {
  const { dir, inventory } = labPaths(lab.name);
  const folder = path.join(dir, "rehearsals", environment);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const variables: NodeJS.ProcessEnv = {
    ...Object.fromEntries(
      Object.keys(process.env).flatMap((name) => (OF_A_CLUSTER.test(name) ? [[name, undefined]] : [])),
    ),
    ...labVariables(lab),
    CDKNOMAD_ENV: environment,
    CDKNOMAD_LAB: lab.name,
    CDKNOMAD_ON: lab.name,
  };
  const output = path.join(folder, "cdktf.out");
  const stacks = await synthesize(process.cwd(), undefined, { output, variables });
  requireOnlyLab(stacks, lab, folder);
  // The stacks are written, so the program of this project is the command that does nothing.
  const project = { language: "typescript", app: "true", output, projectId: "rehearsal", sendCrashReports: "false" };
  writeFileSync(path.join(folder, "cdktf.json"), JSON.stringify(project));
  await deploy(variables, { project: folder });
  const there = existsSync(inventory) ? readInventoryFile(inventory) : undefined;
  return notRehearsed(stacks, lab, there, await readInventory(nomadApi(lab)));
}
