import { isKnownNumber } from "../known";
import { PRIORITY } from "../priority-range";
import { rule } from "../rule";

/** Priorities above what servers accept unless they are set up for it. */
export const priorityAboveDefault = rule({
  code: "priority-above-default",
  level: "warning",
  title: "the priority of a job needs a server with a raised job_max_priority",
  refusedByNomad: false,
  messages: {
    aboveDefault: ({ priority }: { readonly priority: number }) =>
      `servers refuse ${priority} unless their job_max_priority is raised from 100; use 1 to 100`,
  },
  *check({ spec: { priority } }) {
    if (isKnownNumber(priority) && priority > 100 && priority <= PRIORITY.most) {
      yield {
        path: "priority",
        problem: "aboveDefault",
        priority,
      };
    }
  },
});
