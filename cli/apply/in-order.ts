import type { Sealed } from "./check";
import { addressesToApply, type Outcome } from "./outcome";

/**
 * Applies stacks as soon as those that they depend on are applied, others at the same time. Where one fails, what
 * depends on it is left as it is.
 *
 * @param apply applies one stack
 * @param stopped whether no further stack is to begin
 */
export async function applyInOrder(
  sealed: readonly Sealed[],
  apply: (stack: Sealed) => Promise<Outcome>,
  stopped: () => boolean,
): Promise<readonly Outcome[]> {
  const outcomes = new Map<string, Promise<Outcome>>();
  // Stacks come in the order of their dependencies, so those of a stack are in the map before it.
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
