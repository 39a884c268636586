import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Seal } from "../report/report";
import { hashOf } from "../secrets/hash";
import type { Stack } from "../stack/stack";
import { pullState } from "../terraform/pull-state";
import { zipEntry } from "../terraform/zip-entry";

/**
 * Returns what must be the same at plan and apply, from a plan that was just saved.
 *
 * @param planFile the saved plan
 * @param program the path of Terraform, which runs only if the plan does not contain the state
 * @throws Error when the state cannot be read
 */
export async function sealOf(stack: Stack, planFile: string, program: string): Promise<Seal> {
  const plan = readFileSync(planFile);
  const state = zipEntry(plan, "tfstate");
  return {
    plan: hashOf(plan),
    configuration: hashOf(readFileSync(stack.file)),
    // The plan contains the state, and Terraform takes seconds to fetch a large one again.
    state: state ? stateVersionOf(state.toString("utf8")) : await stateVersion(stack, program),
  };
}

/**
 * Returns the same from the present files and the present state.
 *
 * @param program the path of Terraform, which runs only if the state is not a local file
 * @throws Error when the state cannot be read
 */
export async function sealNow(stack: Stack, planFile: string, program: string): Promise<Seal> {
  return {
    plan: hashOf(readFileSync(planFile)),
    configuration: hashOf(readFileSync(stack.file)),
    state: await stateVersion(stack, program),
  };
}

async function stateVersion(stack: Stack, program: string): Promise<string> {
  const { local } = stack.backend;
  if (local) {
    const file = path.resolve(stack.folder, String(local.path ?? "terraform.tfstate"));
    return existsSync(file) ? stateVersionOf(readFileSync(file, "utf8")) : "";
  }
  return stateVersionOf(await pullState(stack, program));
}

/** Returns lineage and serial; empty for a state that was never written, whose lineage in a plan is temporary. */
export function stateVersionOf(state: string): string {
  if (state.trim() === "") {
    return "";
  }
  return versionOfState(JSON.parse(state) as StateVersion);
}

/** The fields of a state's JSON that identify its content. */
interface StateVersion {
  readonly lineage: string;
  readonly serial: number;
}

/** Returns the same for a parsed state. */
export function versionOfState({ lineage, serial }: StateVersion): string {
  return serial === 0 ? "" : `${lineage}/${serial}`;
}
