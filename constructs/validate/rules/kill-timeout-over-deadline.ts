import { formatDuration } from "../../spec";
import { nanoseconds } from "../duration";
import { updateOf } from "../layered";
import { rule } from "../rule";

/** Time to stop against time to make progress. */
export const killTimeoutOverDeadline = rule({
  code: "kill-timeout-over-deadline",
  level: "error",
  title: "a task may take longer to stop than its deployment waits",
  refusedByNomad: true,
  messages: {
    killTimeoutTooLong: ({ kill, progress }: { readonly kill: number; readonly progress: number }) =>
      `${formatDuration(kill)} is longer than progressDeadline of update, which is ${formatDuration(progress)}; make one shorter or the other longer`,
  },
  *check(job) {
    for (const { in: view, task, path } of job.type === "service" ? job.tasks : []) {
      const [kill, progress] = [
        nanoseconds(task.killTimeout),
        nanoseconds(updateOf(job, view).get("progressDeadline")),
      ];
      if (kill !== undefined && progress !== undefined && progress > 0 && kill > progress) {
        yield {
          path: `${path}.killTimeout`,
          problem: "killTimeoutTooLong",
          kill,
          progress,
        };
      }
    }
  },
});
