import { restartOf } from "../layered";
import { rule } from "../rule";
import { tooManyAttempts, tooManyAttemptsMessages } from "../too-many-attempts";

/** The same for one task, of which Nomad takes any: the attempts beyond the interval never run out. */
export const taskRestartWindow = rule({
  code: "task-restart-window",
  level: "warning",
  title: "the restarts of a task do not fit into their interval, so that it never fails",
  refusedByNomad: false,
  messages: {
    ...tooManyAttemptsMessages,
  },
  *check(job) {
    for (const { in: view, task, path } of job.tasks) {
      if (task.restart) {
        yield* tooManyAttempts(restartOf(job, view, { path, restart: task.restart }));
      }
    }
  },
});
