import { type Lab, shellVariables } from "../../../lab";
import { ensureStandInProgram, takesLong } from "../../../lab/stand-in-program";
import { missingStandInPrograms } from "../../../lab/stand-in-programs";
import { deploy } from "./deploy";
import type { PreparedStack } from "./prepare";

/**
 * Deploys all stacks of the program. The first of two deployments has the stacks whose images exist or are built in seconds; meanwhile the
 * programs in the images of the others are built. Without such programs, there is one deployment.
 *
 * @param stacks the stacks in the order in which they can be deployed
 * @throws CodedError if a deployment or a build fails
 */
export async function deployEarly(lab: Lab, stacks: readonly PreparedStack[]): Promise<void> {
  const programs = new Map(
    await Promise.all(
      stacks.map(
        async ({ name, resources }) =>
          [name, (await missingStandInPrograms(lab.name, resources)).filter(takesLong)] as const,
      ),
    ),
  );
  const { early, late } = split(stacks, ({ name }) => programs.get(name)?.length === 0);
  // The deployment has the variables that `cdknomad lab env` prints, so that both use the same environment and the same states.
  const variables = shellVariables(lab);
  if (early.length === 0 || late.length === 0) {
    await deploy(variables);
    return;
  }
  await deploy(variables, {
    stacks: early,
    meanwhile: async (progress) => {
      for (const program of new Set([...programs.values()].flat())) {
        await ensureStandInProgram(program, progress);
      }
    },
  });
  await deploy(variables, { stacks: late });
}

/** Returns the names of the stacks that are ready and depend only on such stacks, and those of the others. */
function split(stacks: readonly PreparedStack[], isReady: (stack: PreparedStack) => boolean) {
  const early: string[] = [];
  const late: string[] = [];
  for (const stack of stacks) {
    const waits = !isReady(stack) || stack.dependencies.some((name) => late.includes(name));
    (waits ? late : early).push(stack.name);
  }
  return { early, late };
}
