import { rmSync } from "node:fs";
import { terminalProgress } from "../../../tools/progress";
import { temporaryFolder } from "../../../tools/temporary-folder";
import { ensureTerraform } from "../../../tools/terraform";
import { synthesize } from "../../program/synthesize";

/** What is known of a stack before it is deployed. */
export interface PreparedStack {
  readonly name: string;
  /** Names of the stacks that are deployed before it. */
  readonly dependencies: readonly string[];
  /** The resources as JSON, with the names of the images. */
  readonly resources: string;
}

/**
 * Does what a deployment needs and what can be done while its lab starts: runs the program, which builds the providers that its stacks
 * name, and builds OpenTofu if there is no Terraform.
 *
 * @param lab the name of the lab
 * @returns the stacks in the order in which they can be deployed; `undefined` after an error, which the deployment reports
 */
export async function prepare(lab: string): Promise<readonly PreparedStack[] | undefined> {
  const progress = terminalProgress();
  const output = temporaryFolder("prepare");
  try {
    return await progress.step("preparing the deployment", async (say) => {
      const variables = { CDKNOMAD_ENV: "lab", CDKNOMAD_LAB: lab };
      const print = (text: string) => say(text.trim().split("\n").at(-1)?.trim() ?? "");
      const stacks = await synthesize(process.cwd(), undefined, { output, variables, print });
      await ensureTerraform(progress);
      return stacks.map((stack) => ({
        name: stack.name,
        dependencies: stack.dependencies,
        resources: JSON.stringify(stack.resources()),
      }));
    });
  } catch {
    return undefined;
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}
