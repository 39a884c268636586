import { formatElapsed } from "../../tools/progress";
import type { Action, StackReport } from "../plan/report";

/** How far a resource came. */
export type Standing = "not begun" | "begun" | "done" | "failed";

/** How an apply of one stack ended. */
export interface Outcome {
  readonly stack: string;
  /** Terraform's own word on the whole. */
  readonly ended: "applied" | "failed" | "skipped";
  /** By Terraform's address, for all that the plan changes. */
  readonly standings: ReadonlyMap<string, Standing>;
  /** What is to be done about a state that could not be written; absent where it was. */
  readonly unsaved?: string;
}

/** So many addresses are named of those that were not begun: the next plan names them all. */
const NAMED = 20;

/** What was done, in the words of people. */
export const verbs: Readonly<Record<Action, string>> = {
  create: "created",
  update: "changed",
  replace: "replaced",
  delete: "destroyed",
  forget: "forgotten",
  move: "moved",
  none: "",
};

/** The addresses that a plan changes. */
export function addressesToApply({ resources }: StackReport): string[] {
  return resources.filter(({ action }) => action !== "none").map(({ address }) => address);
}

/**
 * What was done and what was not, in words: one line for all if all is done.
 *
 * @param stacks what was planned
 * @param elapsed how long it took, in milliseconds
 */
export function outcomeLines(outcomes: readonly Outcome[], stacks: readonly StackReport[], elapsed: number): string[] {
  const all = outcomes.flatMap(({ stack, standings }) =>
    [...standings].map(([address, standing]) => ({ stack, address, standing })),
  );
  const addresses = (standing: Standing) =>
    all.filter((one) => one.standing === standing).map(({ address }) => address);
  const done = addresses("done").length;
  const unsaved = outcomes.flatMap(({ stack, unsaved: words }) => (words === undefined ? [] : `  ${stack}: ${words}`));
  if (done === all.length && outcomes.every(({ ended }) => ended === "applied")) {
    return [`applied: ${done} of ${all.length} done (${countDone(outcomes, stacks)}) in ${formatElapsed(elapsed)}`];
  }
  const named = (words: string, some: readonly string[], most: number) => [
    ...some.slice(0, most).map((address) => `  ${words}: ${address}`),
    ...(some.length > most ? [`  ${words}: ${some.length - most} more`] : []),
  ];
  return [
    `not all is applied: ${done} of ${all.length} done`,
    ...named("failed", addresses("failed"), Number.POSITIVE_INFINITY),
    ...named("begun, outcome unknown", addresses("begun"), Number.POSITIVE_INFINITY),
    ...named("not begun", addresses("not begun"), NAMED),
    ...unsaved,
    unsaved.length > 0
      ? "what is done of the other stacks is in their states; then plan and apply again for the rest"
      : "what is done is in the state; plan and apply again for the rest",
  ];
}

function countDone(outcomes: readonly Outcome[], stacks: readonly StackReport[]): string {
  const actions = stacks.flatMap(({ name, resources }) => {
    const standings = outcomes.find(({ stack }) => stack === name)?.standings;
    return resources.filter(({ address }) => standings?.get(address) === "done").map(({ action }) => action);
  });
  return (Object.keys(verbs) as Action[])
    .map((action) => [actions.filter((one) => one === action).length, verbs[action]] as const)
    .filter(([number]) => number > 0)
    .map(([number, verb]) => `${number} ${verb}`)
    .join(", ");
}
