import type { GroupView, JobView, Port } from "./job-view";

/** What Go's `strconv.ParseBool` reads as false; anything else leaves `distinct_hosts` on. */
const OFF = new Set(["0", "f", "F", "false", "FALSE", "False"]);

interface ConstraintLike {
  readonly attribute?: string;
  readonly operator?: string;
  readonly value?: string;
}

/** The constraints that a node has to meet for a group: the job's and its own. */
export function constraintsOf(job: JobView, { group }: GroupView): readonly ConstraintLike[] {
  return [...(job.spec.constraints ?? []), ...(group.constraints ?? [])] as readonly ConstraintLike[];
}

/** Whether no two allocations of the group may share a node. */
export function hasDistinctHosts(job: JobView, group: GroupView): boolean {
  return constraintsOf(job, group).some(
    (constraint) => constraint.operator === "distinct_hosts" && !OFF.has(constraint.value ?? ""),
  );
}

/** The ports of the group that are reserved on the node by number. */
export function staticPorts({ group }: GroupView): readonly Port[] {
  return (group.network?.ports ?? []).filter((port) => (port.static ?? 0) !== 0 && port.ignoreCollision !== true);
}
