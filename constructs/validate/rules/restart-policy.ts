import { formatDuration } from "../../spec";
import { nanoseconds, SECOND } from "../duration";
import { restartOf } from "../layered";
import { rule } from "../rule";
import { tooManyAttempts, tooManyAttemptsMessages } from "../too-many-attempts";

/** Restarts of a group's tasks on the same node. */
export const restartPolicy = rule({
  code: "restart-policy",
  level: "error",
  title: "the restart policy of a group contradicts itself",
  refusedByNomad: true,
  messages: {
    ...tooManyAttemptsMessages,
    delayWithoutAttempts: () =>
      'mode "delay" waits after the last attempt, and there are no attempts; use 1 or more, or mode "fail"',
    intervalTooShort: ({ interval }: { readonly interval: number }) =>
      `got ${formatDuration(interval)}, at least 5s are allowed`,
  },
  *check(job) {
    for (const view of job.groups) {
      const policy = restartOf(job, view);
      if (!policy.written) {
        continue;
      }
      if (policy.get("attempts") === 0 && policy.get("mode") === "delay") {
        yield {
          path: policy.path("attempts"),
          problem: "delayWithoutAttempts",
        };
      }
      const interval = nanoseconds(policy.get("interval"));
      if (interval !== undefined && interval < 5 * SECOND) {
        yield { path: policy.path("interval"), problem: "intervalTooShort", interval };
      }
      yield* tooManyAttempts(policy);
    }
  },
});
