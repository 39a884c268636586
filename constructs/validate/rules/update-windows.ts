import { formatDuration } from "../../spec";
import { nanoseconds } from "../duration";
import { updateOf } from "../layered";
import { rule } from "../rule";

/** The times of a deployment, each of which must fit into the next. */
export const updateWindows = rule({
  code: "update-windows",
  level: "error",
  title: "the times of update do not fit into each other",
  refusedByNomad: true,
  messages: {
    noDeadline: () => 'got "0s"; use a time above minHealthyTime, for example "5m"',
    healthyAboveDeadline: ({ healthy, deadline }: { readonly healthy: number; readonly deadline: number }) =>
      `${formatDuration(healthy)} does not fit into healthyDeadline, which is ${formatDuration(deadline)}; make one shorter or the other longer`,
    deadlineAboveProgress: ({ deadline, progress }: { readonly deadline: number; readonly progress: number }) =>
      `${formatDuration(deadline)} does not fit into progressDeadline, which is ${formatDuration(progress)}; make one shorter or the other longer`,
    noStagger: () => 'got "0s"; use a longer time, for example "30s"',
  },
  *check(job) {
    for (const view of job.groups) {
      const update = updateOf(job, view);
      if (!update.written) {
        continue;
      }
      const time = (field: string) => nanoseconds(update.get(field));
      const [healthy, deadline, progress] = [time("minHealthyTime"), time("healthyDeadline"), time("progressDeadline")];
      if (deadline === 0) {
        yield { path: update.path("healthyDeadline"), problem: "noDeadline" };
        continue;
      }
      if (healthy !== undefined && deadline !== undefined && healthy >= deadline) {
        yield {
          path: update.path("minHealthyTime"),
          problem: "healthyAboveDeadline",
          healthy,
          deadline,
        };
      }
      if (deadline !== undefined && progress !== undefined && progress !== 0 && deadline >= progress) {
        yield {
          path: update.path("healthyDeadline"),
          problem: "deadlineAboveProgress",
          deadline,
          progress,
        };
      }
      if (time("stagger") === 0) {
        yield { path: update.path("stagger"), problem: "noStagger" };
      }
    }
  },
});
