import { isKnownNumber } from "../known";
import { countOf, updateOf } from "../layered";
import { hasDistinctHosts, staticPorts } from "../placement";
import { rule } from "../rule";

/** The same with one of the two reasons: it works as long as there are nodes to spare. */
export const canaryNeedsFreeNodes = rule({
  code: "canary-needs-free-nodes",
  level: "warning",
  title: "canaries need nodes beside those of the running allocations",
  refusedByNomad: false,
  messages: {
    tooFewNodes: ({
      reason,
      canary,
      count,
      needed,
    }: {
      readonly reason: string;
      readonly canary: unknown;
      readonly count: unknown;
      readonly needed: number;
    }) =>
      `with ${reason}, ${canary} new allocations next to ${count} old ones need ${needed} nodes; set canary to 0 if there are fewer`,
  },
  *check(job, { nodes }) {
    for (const view of job.groups) {
      const update = updateOf(job, view);
      const [canary, count] = [update.get("canary"), countOf(view)];
      const ports = staticPorts(view).length > 0;
      const distinct = hasDistinctHosts(job, view);
      if (!isKnownNumber(canary) || !isKnownNumber(count) || canary < 1 || count < 1 || ports === distinct) {
        continue;
      }
      const needed = canary + count;
      if (nodes === undefined || nodes < needed) {
        yield {
          path: update.path("canary"),
          problem: "tooFewNodes",
          reason: ports ? "a static port" : "distinct_hosts",
          canary,
          count,
          needed,
        };
      }
    }
  },
});
