import type { JobSpec, TaskGroup } from "../../constructs/spec";
import { candidates } from "./candidates";
import { consulBeside } from "./consul-beside";
import { drivers } from "./drivers";
import { type Finding, problem } from "./finding";
import { networks } from "./networks";
import type { ClientNode } from "./nodes";
import { jobName, type StackContents } from "./stack-contents";
import { type CsiVolumes, volumes } from "./volumes";

/** How many nodes are named in a message before the rest is counted. */
const MOST_NAMES = 4;

/**
 * What no node has that a group of the stacks' jobs needs. One node that has it is enough: whether all instances find room is
 * Nomad's scheduler to say, which the plan asks.
 */
export function placementFindings(
  contents: StackContents,
  nodes: readonly ClientNode[],
  existing: CsiVolumes | undefined,
): Finding[] {
  return contents.jobs.flatMap((job) =>
    job.groups
      .filter(({ count = 1 }) => count !== 0)
      .flatMap((group) => groupFindings(job, group, contents, nodes, existing)),
  );
}

function groupFindings(
  job: JobSpec,
  group: TaskGroup,
  contents: StackContents,
  nodes: readonly ClientNode[],
  existing: CsiVolumes | undefined,
): Finding[] {
  const where = `[${jobName(job)}] groups.${group.name}`;
  const able = candidates(nodes, job, group);
  if (able.nodes.length === 0) {
    const reasons = nodes.length === 0 ? "the cluster has no nodes" : list(able.others);
    return [
      problem(
        "no-node-fits",
        `${where}: no node may run it (${reasons}); start or enable a node, or change datacenters, nodePool or constraints`,
      ),
    ];
  }
  const needs = [
    ...drivers(group),
    ...networks(group),
    ...volumes(job, group, contents, existing),
    ...consulBeside(group),
  ];
  const lacking = needs.filter((need) => able.nodes.every((node) => need.lacks(node) !== undefined));
  if (lacking.length > 0) {
    return lacking.map((need) => {
      const reasons = able.nodes.map((node) => `${node.Name}: ${need.lacks(node)}`);
      return problem(
        "no-node-fits",
        `${where}: no node that may run it has ${need.what} (${list(reasons)}); ${need.fix}`,
      );
    });
  }
  const whole = able.nodes.some((node) => needs.every((need) => need.lacks(node) === undefined));
  return whole
    ? []
    : [
        problem(
          "no-node-fits",
          `${where}: no node has all that it needs at once: ${needs.map(({ what }) => what).join(", ")} (${list(
            able.nodes.map((node) => {
              const missing = needs.filter((need) => need.lacks(node) !== undefined);
              return `${node.Name} lacks ${missing.map(({ what }) => what).join(", ")}`;
            }),
          )}); give one node the rest`,
        ),
      ];
}

function list(reasons: readonly string[]): string {
  const rest = reasons.length - MOST_NAMES;
  return rest > 1 ? `${reasons.slice(0, MOST_NAMES).join(", ")} and ${rest} more` : reasons.join(", ");
}
