import { buildStandInPrograms } from "../../../lab/stand-in-programs";
import { terminalProgress } from "../../../tools/progress";
import type { Stack } from "../../stack/stack";

/** Builds what the labs of stacks need for the images of the stacks' jobs, if their registries do not have these images. */
export async function buildStandIns(stacks: readonly Stack[]): Promise<void> {
  for (const stack of stacks) {
    if (stack.cluster.lab !== undefined) {
      await buildStandInPrograms(stack.cluster.lab, JSON.stringify(stack.resources()), terminalProgress());
    }
  }
}
