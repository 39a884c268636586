import type { Action, Problem, Report, ResourceReport, StackReport } from "./report";

/** More than so many resources are no longer taken in at a glance: they are counted, and put in an order. */
export const MANY = 20;

/** What happens to a resource, as people are told. */
export const actionWord = {
  create: "create",
  update: "change",
  replace: "replace",
  delete: "destroy",
  forget: "forget",
  move: "move",
  none: "drift",
} as const;

/** From what must not be missed to what is as it was meant. */
const ORDER: readonly Action[] = ["delete", "replace", "none", "update", "forget", "move", "create"];

/** How many of what, as `4 to destroy, 12 to change`; `3 drifted` for what an apply leaves so. */
export function countActions(resources: readonly Pick<ResourceReport, "action">[]): string {
  return ORDER.flatMap((action) => {
    const number = resources.filter((resource) => resource.action === action).length;
    return number === 0 ? [] : `${number} ${action === "none" ? "drifted" : `to ${actionWord[action]}`}`;
  }).join(", ");
}

/** A line for each type of resource, the most frequent first; none for a report that is short enough to be read. */
export function byKind({ stacks }: Report): readonly { readonly type: string; readonly counts: string }[] {
  const all = stacks.flatMap(({ resources }) => resources);
  if (all.length <= MANY) {
    return [];
  }
  const types = new Map<string, ResourceReport[]>();
  for (const resource of all) {
    const its = types.get(resource.type) ?? [];
    its.push(resource);
    types.set(resource.type, its);
  }
  return [...types]
    .sort(([, some], [, others]) => others.length - some.length)
    .map(([type, its]) => ({ type, counts: countActions(its) }));
}

/**
 * How much a reader would miss a resource, the smallest the most: what goes, what somebody changed on the cluster, what is
 * warned of, what changes, what comes.
 */
export function rankOf({ action, origin, problems }: ResourceReport): number {
  if (action === "delete" || action === "replace") {
    return 1;
  }
  return origin !== "configuration" ? 2 : problems.length > 0 ? 3 : action === "create" ? 5 : 4;
}

/** The same for a message: an error comes before all else. */
export function rankOfProblem({ level }: Problem): number {
  return level === "error" ? 0 : 3;
}

/** The resources of a stack as they are told: of many the most important first, else in Terraform's order. */
export function inReadingOrder({ resources }: StackReport): readonly ResourceReport[] {
  return resources.length <= MANY ? resources : [...resources].sort((one, other) => rankOf(one) - rankOf(other));
}
