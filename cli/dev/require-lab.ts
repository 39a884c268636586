import { CodedError } from "../../errors";
import { requireLabs } from "../checks/lab-running";
import { serversOf } from "../stack/access";
import type { Stack } from "../stack/stack";

/**
 * Checks that all stacks are for a running lab. `cdknomad dev` registers jobs without a plan that was reviewed, so it must not
 * write to any other cluster.
 *
 * @throws CodedError if a stack is for another cluster, or has guards, or if the lab is not running
 */
export function requireLabOnly(stacks: readonly Stack[]): void {
  for (const stack of stacks) {
    const { environment, lab } = stack.cluster;
    const isGuarded = Object.values(stack.providers).some((blocks) => blocks.some(({ guard }) => guard && !guard.off));
    if (lab === undefined || isGuarded) {
      const [server] = serversOf(stack);
      const name = environment === undefined ? "" : `environment "${environment}"`;
      const where = [name, server && `at ${server.address}`].filter(Boolean).join(" ");
      const why = lab === undefined ? "is not a lab" : "has guards";
      throw new CodedError(
        "not-a-lab",
        `stack ${stack.name}: the cluster of the stack, ${where}, ${why}, and \`cdknomad dev\` registers jobs in labs only; unset CDKNOMAD_ENV and NOMAD_ADDR for the lab of \`npm start\`, or use \`cdknomad plan\` and \`cdknomad apply\``,
      );
    }
  }
  requireLabs(stacks);
}
