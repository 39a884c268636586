import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { hashOf } from "./hash";
import type { Seal } from "./report";
import { terraform } from "./terraform";
import { zipEntry } from "./zip-entry";

/**
 * What of a stack has to be the same at plan and apply, as a plan that was just made has it.
 *
 * @param folder the stack's folder
 * @param planFile the saved plan
 * @param program the path of Terraform, asked only if the plan does not tell of which state it is
 * @throws Error when the state cannot be read
 */
export async function sealOf(folder: string, planFile: string, program: string): Promise<Seal> {
  const plan = readFileSync(planFile);
  const state = zipEntry(plan, "tfstate");
  return {
    plan: hashOf(plan),
    configuration: hashOf(readFileSync(path.join(folder, "cdk.tf.json"))),
    // It is in the plan, and Terraform takes seconds to fetch a large one again.
    state: state ? version(state.toString("utf8")) : await stateVersion(folder, program),
  };
}

/**
 * The same as it is now, with the state where it is kept.
 *
 * @param program the path of Terraform, asked only if the state is not a local file
 * @throws Error when the state cannot be read
 */
export async function sealNow(folder: string, planFile: string, program: string): Promise<Seal> {
  return {
    plan: hashOf(readFileSync(planFile)),
    configuration: hashOf(readFileSync(path.join(folder, "cdk.tf.json"))),
    state: await stateVersion(folder, program),
  };
}

async function stateVersion(folder: string, program: string): Promise<string> {
  const { terraform: settings } = JSON.parse(readFileSync(path.join(folder, "cdk.tf.json"), "utf8")) as {
    readonly terraform?: { readonly backend?: { readonly local?: { readonly path?: string } } };
  };
  const local = settings?.backend?.local;
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

/** Empty for a state that was never written: in a plan it has no serial yet, and a lineage that it will not keep. */
function version(state: string): string {
  if (state.trim() === "") {
    return "";
  }
  const { lineage, serial } = JSON.parse(state) as { readonly lineage: string; readonly serial: number };
  return serial === 0 ? "" : `${lineage}/${serial}`;
}
