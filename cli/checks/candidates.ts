import type { Constraint, JobSpec, TaskGroup } from "../../constructs/spec";
import type { ClientNode } from "./nodes";

/** Nodes on which a group may run, and what is wrong with the others. */
export interface Candidates {
  readonly nodes: readonly ClientNode[];
  /** A few words for each node that is none, with its name. */
  readonly others: readonly string[];
}

/**
 * The nodes that are ready, and that datacenters, node pool and constraints of a group allow. Of constraints those are
 * understood that compare an attribute with a value, or ask whether it is there; the others are Nomad's to judge, and every
 * node counts as one that meets them.
 */
export function candidates(nodes: readonly ClientNode[], job: JobSpec, group: TaskGroup): Candidates {
  const constraints = [
    ...(job.constraints ?? []),
    ...(group.constraints ?? []),
    ...(group.tasks ?? []).flatMap((task) => task.constraints ?? []),
  ];
  const reasons = nodes.map((node) => [node, against(node, job, constraints)] as const);
  return {
    nodes: reasons.filter(([, reason]) => reason === undefined).map(([node]) => node),
    others: reasons.flatMap(([{ Name }, reason]) => (reason === undefined ? [] : [`${Name} ${reason}`])),
  };
}

function against(
  node: ClientNode,
  { datacenters = ["*"], nodePool = "default" }: JobSpec,
  constraints: readonly Constraint[],
): string | undefined {
  if (node.Status !== "ready") {
    return `is ${node.Status}`;
  }
  if (node.SchedulingEligibility !== "eligible") {
    return `is ${node.SchedulingEligibility}`;
  }
  if (!datacenters.some((pattern) => glob(pattern).test(node.Datacenter))) {
    return `is in the datacenter ${node.Datacenter}`;
  }
  if (nodePool !== "all" && nodePool !== node.NodePool) {
    return `is in the node pool ${node.NodePool}`;
  }
  const failed = constraints.find((constraint) => !meets(node, constraint));
  return failed && `has ${failed.attribute} ${attributeOf(node, failed.attribute ?? "") ?? "not set"}`;
}

function meets(node: ClientNode, { attribute = "", operator = "=", value = "" }: Constraint): boolean {
  const own = attributeOf(node, attribute);
  if (own === null || /\$\{/.test(value)) {
    return true;
  }
  switch (operator) {
    case "=":
    case "==":
    case "is":
      return own === value;
    case "!=":
    case "not":
      return own !== value;
    case "is_set":
      return own !== undefined;
    case "is_not_set":
      return own === undefined;
    default:
      return true;
  }
}

/** What stands for an attribute on a node; nothing where it has none, `null` where this program does not know the name. */
function attributeOf(node: ClientNode, attribute: string): string | undefined | null {
  const name = /^\$\{([^}]+)\}$/.exec(attribute)?.[1] ?? "";
  if (name.startsWith("attr.")) {
    return node.Attributes[name.slice("attr.".length)];
  }
  if (name.startsWith("meta.")) {
    return node.Meta?.[name.slice("meta.".length)];
  }
  const known: Record<string, string> = {
    "node.unique.id": node.ID,
    "node.unique.name": node.Name,
    "node.datacenter": node.Datacenter,
    "node.class": node.NodeClass,
    "node.pool": node.NodePool,
  };
  return known[name] ?? null;
}

function glob(pattern: string): RegExp {
  const source = pattern
    .split("*")
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  return new RegExp(`^${source}$`);
}
