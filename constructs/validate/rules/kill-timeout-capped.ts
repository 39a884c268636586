import { formatDuration } from "../../spec";
import { nanoseconds, SECOND } from "../duration";
import { rule } from "../rule";

/** What a client allows unless it is set up for more. */
const MAX_KILL_TIMEOUT = 30 * SECOND;

/** Time to stop that the node does not give. */
export const killTimeoutCapped = rule({
  code: "kill-timeout-capped",
  level: "warning",
  title: "a task asks for more time to stop than clients give by default",
  refusedByNomad: false,
  messages: {
    killTimeoutCapped: ({ kill }: { readonly kill: number }) =>
      `clients reduce ${formatDuration(kill)} to 30s unless their max_kill_timeout is raised; use 30s or less, or raise it`,
  },
  *check(job) {
    for (const { task, path } of job.tasks) {
      const kill = nanoseconds(task.killTimeout);
      if (kill !== undefined && kill > MAX_KILL_TIMEOUT) {
        yield {
          path: `${path}.killTimeout`,
          problem: "killTimeoutCapped",
          kill,
        };
      }
    }
  },
});
