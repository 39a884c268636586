import type { Sealed } from "./check";
import { addressesToApply, type Outcome } from "./outcome";

/**
 * Applies each stack as soon as its dependencies are applied; independent stacks run at the same time. If a stack fails,
 * the stacks that depend on it are skipped.
 *
 * @param apply applies one stack
 * @param stopped whether no further stack may begin
 */
export async function applyInOrder(
  sealed: readonly Sealed[],
  apply: (stack: Sealed) => Promise<Outcome>,
  stopped: () => boolean,
): Promise<readonly Outcome[]> {
  const outcomes = new Map<string, Promise<Outcome>>();
  // The stacks are in the order of their dependencies, so the dependencies of a stack are already in the map.
  for (const stack of sealed) {
    const before = stack.report.dependencies.flatMap((name) => outcomes.get(name) ?? []);
    outcomes.set(
      stack.report.name,
      Promise.all(before).then((ended) =>
        stopped() || ended.some((outcome) => outcome.ended !== "applied") ? skipped(stack) : apply(stack),
      ),
    );
  }
  return Promise.all(outcomes.values());
}

function skipped({ report }: Sealed): Outcome {
  return {
    stack: report.name,
    ended: "skipped",
    standings: new Map(addressesToApply(report).map((address) => [address, "not begun"])),
  };
}
