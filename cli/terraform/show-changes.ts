import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { unzipSync, type Zippable, zipSync } from "fflate";
import { temporaryFolder } from "../../tools/temporary-folder";
import type { PlanFile } from "./plan-file";
import { showPlan } from "./show-plan";

/** The states in a saved plan: before and after the refresh. */
const STATES = ["tfstate", "tfstate-prev"];

/**
 * Reads the changes of a saved plan, without the state before it. Terraform prints that state, too, which takes a second per thousand
 * resources, so it gets a copy of the plan with a small state. The changes are in another file of the plan.
 *
 * @param folder the stack's folder
 * @param program the path of Terraform
 * @throws Error when Terraform cannot read the plan
 */
export async function showChanges(
  folder: string,
  planFile: string,
  program: string,
): Promise<Omit<PlanFile, "prior_state">> {
  const small = withSmallStates(readFileSync(planFile));
  if (!small) {
    return showPlan(folder, planFile, program);
  }
  const temporary = temporaryFolder("show");
  try {
    const copy = path.join(temporary, path.basename(planFile));
    writeFileSync(copy, small, { mode: 0o600 });
    return await showPlan(folder, copy, program).catch(() => showPlan(folder, planFile, program));
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

/** Returns a copy of a saved plan whose states have one resource of each provider; nothing if it has another form. */
function withSmallStates(plan: Buffer): Uint8Array | undefined {
  try {
    const files: Zippable = unzipSync(plan);
    for (const name of STATES) {
      const text = Buffer.from(files[name] as Uint8Array).toString("utf8");
      files[name] = Buffer.from(JSON.stringify(small(JSON.parse(text))));
    }
    return zipSync(files, { level: 0 });
  } catch {
    return undefined; // an encrypted plan, for example, is not a ZIP file
  }
}

/** The parts of a state that are read. */
interface State {
  readonly resources: readonly { readonly provider: string }[];
}

/** Returns a state with one resource of each provider, whose schemas Terraform needs for what a plan deletes. */
function small(state: State): State {
  const one = new Map(state.resources.map((resource) => [resource.provider, resource]));
  return { ...state, resources: [...one.values()] };
}
