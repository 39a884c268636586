import type { StackReport } from "../plan/report";

/** How far a resource came. */
export type Standing = "not begun" | "begun" | "done" | "failed";

/** How an apply of one stack ended. */
export interface Outcome {
  readonly stack: string;
  /** Terraform's own word on the whole. */
  readonly ended: "applied" | "failed" | "skipped";
  /** By Terraform's address, for all that the plan changes. */
  readonly standings: ReadonlyMap<string, Standing>;
}

/** The addresses that a plan changes. */
export function addressesToApply({ resources }: StackReport): string[] {
  return resources.filter(({ action }) => action !== "none").map(({ address }) => address);
}

/** What was done and what was not, in words: one line for all if all is done. */
export function outcomeLines(outcomes: readonly Outcome[]): string[] {
  const all = outcomes.flatMap(({ standings }) => [...standings.entries()]);
  const addresses = (standing: Standing) => all.filter(([, its]) => its === standing).map(([address]) => address);
  const done = addresses("done").length;
  if (done === all.length && outcomes.every(({ ended }) => ended === "applied")) {
    return [`applied: ${done} of ${all.length} done`];
  }
  const rest = (["failed", "begun", "not begun"] as const).flatMap((standing) => {
    const words = standing === "begun" ? "begun, outcome unknown" : standing;
    return addresses(standing).map((address) => `  ${words}: ${address}`);
  });
  return [
    `not all is applied: ${done} of ${all.length} done`,
    ...rest,
    "what is done is in the state; plan and apply again for the rest",
  ];
}
