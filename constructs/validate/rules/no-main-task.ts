import { rule } from "../rule";

/** Helpers that there is nobody to help. */
export const noMainTask = rule({
  code: "no-main-task",
  level: "warning",
  title: "every task of a group has a lifecycle, so that none is the main one",
  refusedByNomad: false,
  messages: {
    noMainTask: () =>
      "every task of the group has a lifecycle, so none is the main task; remove lifecycle from the task that does the work",
  },
  *check(job) {
    for (const { group, path } of job.groups) {
      const tasks = group.tasks ?? [];
      const gateway = (group.services ?? []).some((service) => service.connect?.gateway !== undefined);
      if (tasks.length > 0 && !gateway && tasks.every(({ lifecycle }) => lifecycle !== undefined)) {
        yield {
          path: `${path}.tasks`,
          problem: "noMainTask",
        };
      }
    }
  },
});
