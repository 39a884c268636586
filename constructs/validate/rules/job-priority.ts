import { isKnownNumber } from "../known";
import { PRIORITY } from "../priority-range";
import { rule } from "../rule";

/** Weight of a job in the queue. */
export const jobPriority = rule({
  code: "job-priority",
  level: "error",
  title: "the priority of a job is outside of what any server accepts",
  refusedByNomad: true,
  messages: {
    outOfRange: ({ priority }: { readonly priority: number }) =>
      `got ${priority}; use 1 to 100, or up to the server's job_max_priority`,
  },
  *check({ spec: { priority } }) {
    // Nomad takes 0 for its default
    if (isKnownNumber(priority) && priority !== 0 && (priority < PRIORITY.least || priority > PRIORITY.most)) {
      yield { path: "priority", problem: "outOfRange", priority };
    }
  },
});
