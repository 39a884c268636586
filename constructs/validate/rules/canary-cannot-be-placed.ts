import { isKnownNumber } from "../known";
import { countOf, updateOf } from "../layered";
import { hasDistinctHosts, staticPorts } from "../placement";
import { rule } from "../rule";

/** Canaries run next to the old allocations, which hold the same port and do not share their nodes. */
export const canaryCannotBePlaced = rule({
  code: "canary-cannot-be-placed",
  level: "error",
  title: "canaries find no node next to the running allocations",
  refusedByNomad: false,
  messages: {
    notPlaceable: ({ canary, count, ports, needed, nodes }: NotPlaceable) => {
      const canaries = canary === 1 ? "1 canary" : `${canary} canaries`;
      const running = count === 1 ? "1 running allocation needs" : `${count} running allocations need`;
      const available = nodes === undefined ? "" : `, there are ${nodes}`;
      return `${canaries} next to ${running} port ${ports.join(", ")} on ${needed} distinct nodes${available}; set canary to 0`;
    },
  },
  *check(job, { nodes }) {
    for (const view of job.groups) {
      const update = updateOf(job, view);
      const [canary, count] = [update.get("canary"), countOf(view)];
      const ports = staticPorts(view);
      if (!isKnownNumber(canary) || !isKnownNumber(count) || canary < 1 || count < 1) {
        continue;
      }
      const needed = canary + count;
      if (ports.length === 0 || !hasDistinctHosts(job, view) || (nodes !== undefined && nodes >= needed)) {
        continue;
      }
      yield {
        path: update.path("canary"),
        problem: "notPlaceable",
        canary,
        count,
        ports: ports.map((port) => (isKnownNumber(port.static) ? `${port.static}` : `"${port.name}"`)),
        needed,
        nodes,
      };
    }
  },
});

export interface NotPlaceable {
  readonly canary: number;
  readonly count: number;
  /** The numbers of the static ports, or their quoted names if a number is not known yet. */
  readonly ports: readonly string[];
  /** The number of nodes that canaries and running allocations need together. */
  readonly needed: number;
  /** The number of nodes, if it is known. */
  readonly nodes: number | undefined;
}
