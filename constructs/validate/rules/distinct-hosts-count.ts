import { isKnownNumber, isKnownText } from "../known";
import { countOf } from "../layered";
import { constraintsOf, hasDistinctHosts } from "../placement";
import { rule } from "../rule";

const ONE_NODE = ["${node.unique.name}", "${node.unique.id}"];

/** More allocations than the nodes that may take them. */
export const distinctHostsCount = rule({
  code: "distinct-hosts-count",
  level: "error",
  title: "distinct_hosts allows fewer nodes than the group has allocations",
  refusedByNomad: false,
  messages: {
    pinnedToOneNode: ({ count, node }: { readonly count: number; readonly node: string | undefined }) =>
      `${count} allocations need distinct nodes, and a constraint allows only the node "${node}"; set count to 1, or remove one of the constraints`,
    tooFewNodes: ({ count, nodes }: { readonly count: number; readonly nodes: number }) =>
      `${count} allocations need ${count} distinct nodes, there are ${nodes}; lower count, or remove distinct_hosts`,
  },
  *check(job, { nodes }) {
    for (const view of job.type === "service" || job.type === "batch" ? job.groups : []) {
      const count = countOf(view);
      if (!isKnownNumber(count) || count < 2 || !hasDistinctHosts(job, view)) {
        continue;
      }
      const pin = constraintsOf(job, view).find(
        ({ attribute, operator = "=", value }) =>
          ONE_NODE.includes(attribute ?? "") && ["=", "==", "is"].includes(operator) && isKnownText(value),
      );
      if (pin) {
        yield {
          path: `${view.path}.count`,
          problem: "pinnedToOneNode",
          count,
          node: pin.value,
        };
      } else if (nodes !== undefined && nodes < count) {
        yield {
          path: `${view.path}.count`,
          problem: "tooFewNodes",
          count,
          nodes,
        };
      }
    }
  },
});
