import { isKnownNumber } from "../known";
import { countOf } from "../layered";
import { rule } from "../rule";

/** A system job has one allocation on each node. */
export const systemCount = rule({
  code: "system-count",
  level: "error",
  title: "a system job asks for more than one allocation per node",
  refusedByNomad: true,
  messages: {
    moreThanOne: ({ count }: { readonly count: unknown }) =>
      `a system job runs once on each node, got ${count}; leave count out, or use type "service"`,
  },
  *check(job) {
    for (const view of job.type === "system" ? job.groups : []) {
      const count = countOf(view);
      if (isKnownNumber(count) && count > 1) {
        yield {
          path: `${view.path}.count`,
          problem: "moreThanOne",
          count,
        };
      }
    }
  },
});
