import type { Action, Origin, ResourceReport } from "./report";

/** The word for each action in a list of resources. */
export const actionWord: Readonly<Record<Action, string>> = {
  create: "create",
  adopt: "adopt",
  import: "import",
  update: "change",
  replace: "replace",
  delete: "destroy",
  forget: "forget",
  move: "move",
  none: "drift",
};

/** The cause of a difference that is not, or not only, a change of the program. */
const causes = {
  cluster: { long: "changed on the cluster", short: "cluster" },
  both: { long: "changed on the cluster and in the program", short: "cluster, program" },
} as const;

/** Returns the cause of a difference; empty if only the program changed, which needs no remark. */
export function causeOf(origin: Origin, length: "long" | "short" = "long"): string {
  return origin === "configuration" ? "" : causes[origin][length];
}

/** Returns the remark about other stacks: a move between two, or a stack that is applied first; empty for other resources. */
export function stacksOf({ moved, after }: Pick<ResourceReport, "moved" | "after">): string {
  if (moved) {
    return `moved from stack ${moved.from} to stack ${moved.to}`;
  }
  return after === undefined ? "" : `after stack ${after}`;
}

/** Returns the action as a reader understands it: a state that imports or forgets a moved object moves it. */
export function shownAction({ action, moved }: Pick<ResourceReport, "action" | "moved">): Action {
  return moved && action !== "update" && action !== "replace" ? "move" : action;
}

/** What the provider answers for each group of a new job that already runs as specified. Its source has the same text. */
export const ADOPTED = "adopted as it runs";

/** Returns the remark on an existing object that the state takes over; empty for other resources. */
export function takeOverOf({ action, imported }: Pick<ResourceReport, "action" | "imported">): string {
  if (imported === true) {
    return "imported, then changed";
  }
  return action === "import" ? "imported as it runs" : action === "adopt" ? ADOPTED : "";
}

/** The actions from those that a reader must not miss to those that were intended. */
const ORDER: readonly Action[] = ["delete", "replace", "none", "update", "forget", "move", "import", "adopt", "create"];

/** Counts resources by action: `4 to destroy, 12 to change`; `3 drifted` for those that an apply does not change. */
export function countActions(resources: readonly Pick<ResourceReport, "action">[]): string {
  return ORDER.flatMap((action) => {
    const number = resources.filter((resource) => resource.action === action).length;
    return number === 0 ? [] : `${number} ${action === "none" ? "drifted" : `to ${actionWord[action]}`}`;
  }).join(", ");
}

/** Returns a number with its noun: `1 error`, `2 errors`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
