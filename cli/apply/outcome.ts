import { formatElapsed } from "../../tools/progress";
import type { Action, OutputReport, StackReport } from "../report/report";
import { counted } from "../report/wording";

/** The progress of a resource. */
export type Standing = "not begun" | "begun" | "done" | "failed";

/** The result of an apply of one stack. */
export interface Outcome {
  readonly stack: string;
  /** Terraform's result for the stack. */
  readonly ended: "applied" | "failed" | "skipped";
  /** The progress by Terraform's address, for all resources that the plan changes. */
  readonly standings: ReadonlyMap<string, Standing>;
  /** What to do about a state that could not be written; absent if it was written. */
  readonly unsaved?: string;
}

/** How many addresses are listed that were not begun; the next plan lists all of them. */
const MOST_LISTED = 20;

/** The past participle of each action. */
export const verbs: Readonly<Record<Action, string>> = {
  create: "created",
  adopt: "adopted",
  import: "imported",
  update: "changed",
  replace: "replaced",
  delete: "destroyed",
  forget: "forgotten",
  move: "moved",
  none: "stored in the state",
};

/**
 * Returns the addresses that an apply writes: those of resources, and of outputs as `output.NAME`. A resource that changed on
 * the cluster to what the program says, for example because an apply was killed, is only stored in the state.
 */
export function addressesToApply({ resources, outputs = [] }: StackReport): string[] {
  return [...resources.map(({ address }) => address), ...outputs.map(outputAddress)];
}

/** Returns the name of an output as Terraform has it in expressions. */
export function outputAddress({ name }: OutputReport): string {
  return `output.${name}`;
}

/**
 * Returns what was applied and what was not, in lines: one line if everything was applied.
 *
 * @param stacks the reports of the applied stacks
 * @param elapsed the duration of the apply, in milliseconds
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
    `not everything was applied: ${done} of ${all.length} done`,
    ...named("failed", addresses("failed"), Number.POSITIVE_INFINITY),
    ...named("begun, outcome unknown", addresses("begun"), Number.POSITIVE_INFINITY),
    ...named("not begun", addresses("not begun"), MOST_LISTED),
    ...unsaved,
    unsaved.length > 0
      ? "the states of the other stacks contain what was applied; then plan and apply again for the rest"
      : "the state contains what was applied; plan and apply again for the rest",
  ];
}

function countDone(outcomes: readonly Outcome[], stacks: readonly StackReport[]): string {
  const actions = stacks.flatMap(({ name, resources }) => {
    const standings = outcomes.find(({ stack }) => stack === name)?.standings;
    return resources
      .filter(({ address }) => standings?.get(address) === "done")
      .map(({ action, moved }) => (moved && action === "import" ? "move" : action));
  });
  const outputs = stacks.flatMap(({ name, outputs: its = [] }) => {
    const standings = outcomes.find(({ stack }) => stack === name)?.standings;
    return its.filter((output) => standings?.get(outputAddress(output)) === "done");
  });
  const counts = (Object.keys(verbs) as Action[])
    .map((action) => [actions.filter((one) => one === action).length, verbs[action]] as const)
    .filter(([number]) => number > 0)
    .map(([number, verb]) => `${number} ${verb}`);
  return [...counts, ...(outputs.length > 0 ? [`${counted(outputs.length, "output")} written`] : [])].join(", ");
}
