import { isKnownNumber } from "../known";
import { countOf, updateOf } from "../layered";
import { rule } from "../rule";

/** Replacing everything at once, which is what a rolling update is to avoid. */
export const maxParallelAboveCount = rule({
  code: "max-parallel-above-count",
  level: "warning",
  title: "an update replaces all allocations of a group at once",
  refusedByNomad: false,
  messages: {
    allAtOnce: ({ most, count, group }: { readonly most: unknown; readonly count: unknown; readonly group: string }) =>
      `${most} at once stop all ${count} allocations of "${group}" together; use less than ${count}`,
  },
  *check(job) {
    for (const view of job.groups) {
      const update = updateOf(job, view);
      const [most, count] = [update.get("maxParallel"), countOf(view)];
      if (isKnownNumber(most) && isKnownNumber(count) && count > 1 && most > count) {
        yield {
          path: update.path("maxParallel"),
          problem: "allAtOnce",
          most,
          count,
          group: view.group.name,
        };
      }
    }
  },
});
