import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { hashOf } from "./read-changes";
import type { Seal } from "./report";
import { terraform } from "./terraform";

/**
 * What of a stack has to be the same at plan and apply.
 *
 * @param folder the stack's folder
 * @param planFile the saved plan
 * @param program the path of Terraform, asked only if the state is not a local file
 */
export async function sealOf(folder: string, planFile: string, program: string): Promise<Seal> {
  const configuration = readFileSync(path.join(folder, "cdk.tf.json"));
  return {
    plan: hashOf(readFileSync(planFile)),
    configuration: hashOf(configuration),
    state: await stateVersion(folder, JSON.parse(configuration.toString("utf8")), program),
  };
}

async function stateVersion(
  folder: string,
  configuration: { terraform?: { backend?: { local?: { path?: string } } } },
  program: string,
): Promise<string> {
  const local = configuration.terraform?.backend?.local;
  if (local) {
    const file = path.resolve(folder, local.path ?? "terraform.tfstate");
    return existsSync(file) ? version(readFileSync(file, "utf8")) : "";
  }
  const { code, stdout, stderr } = await terraform(program, folder, ["state", "pull"]);
  if (code !== 0) {
    throw new Error(`the state in ${folder} cannot be read: ${stderr.trim()}`);
  }
  return version(stdout);
}

function version(state: string): string {
  if (state.trim() === "") {
    return "";
  }
  const { lineage, serial } = JSON.parse(state) as { readonly lineage: string; readonly serial: number };
  return `${lineage}/${serial}`;
}
