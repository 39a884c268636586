import type { Problem, Report, ResourceReport, StackReport } from "./report";
import { countActions } from "./wording";

/** Reports with more resources than this show counts by type, and their resources in order of importance. */
export const MANY = 20;

/** Returns a line for each type of resource, the most frequent first; none for a short report. */
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
 * Returns the importance of a resource, the smallest number first: destroyed, changed on the cluster, with a warning,
 * changed, created.
 */
export function rankOf({ action, origin, problems }: ResourceReport): number {
  if (action === "delete" || action === "replace") {
    return 1;
  }
  return origin !== "configuration" ? 2 : problems.length > 0 ? 3 : action === "create" ? 5 : 4;
}

/** Returns the importance of a message; an error comes first. */
export function rankOfProblem({ level }: Problem): number {
  return level === "error" ? 0 : 3;
}

/** Returns the resources of a stack in the order in which they are shown: many by importance, few in Terraform's order. */
export function inReadingOrder({ resources }: StackReport): readonly ResourceReport[] {
  return resources.length <= MANY ? resources : [...resources].sort((one, other) => rankOf(one) - rankOf(other));
}

/** Whether a resource is created, deleted, or forgotten as intended, so that its single fields matter little. */
export function isWhole({ action, origin }: ResourceReport): boolean {
  return ["create", "adopt", "delete", "forget"].includes(action) && origin === "configuration";
}
