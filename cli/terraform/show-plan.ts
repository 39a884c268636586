import { CodedError } from "../../errors";
import type { PlanFile } from "./plan-file";
import { terraform } from "./terraform";

/**
 * Reads a saved plan.
 *
 * @param folder the stack's folder
 * @param program the path of Terraform
 * @throws Error when Terraform cannot read the plan
 */
export async function showPlan(folder: string, planFile: string, program: string): Promise<PlanFile> {
  const { code, stdout, stderr } = await terraform(program, folder, ["show", "-json", planFile]);
  if (code !== 0) {
    throw new CodedError("plan-unreadable", `terraform cannot read ${planFile}: ${stderr.trim()}`);
  }
  return JSON.parse(stdout) as PlanFile;
}
