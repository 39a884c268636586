import type { Sealed } from "./check";
import { addressesToApply, type Outcome } from "./outcome";

/**
 * Does the work of each stack as soon as that of its dependencies has ended; independent stacks run at the same time.
 *
 * @param stacks the stacks, each after its dependencies; a dependency that is not among them counts as done
 * @param identify returns the name of a stack, and the names of its dependencies
 * @param work does the work of a stack; it receives the results of its dependencies
 * @returns the results in the order of the stacks
 */
export function inOrder<Stack, Result>(
  stacks: readonly Stack[],
  identify: (stack: Stack) => { readonly name: string; readonly dependencies: readonly string[] },
  work: (stack: Stack, before: readonly Result[]) => Promise<Result>,
): Promise<readonly Result[]> {
  const results = new Map<string, Promise<Result>>();
  for (const stack of stacks) {
    const { name, dependencies } = identify(stack);
    const before = dependencies.flatMap((dependency) => results.get(dependency) ?? []);
    results.set(
      name,
      Promise.all(before).then((ended) => work(stack, ended)),
    );
  }
  return Promise.all(results.values());
}

/**
 * Applies each stack as soon as its dependencies are applied. If a stack fails, the stacks that depend on it are skipped.
 *
 * @param apply applies one stack
 * @param stopped whether no further stack may begin
 */
export function applyInOrder(
  sealed: readonly Sealed[],
  apply: (stack: Sealed) => Promise<Outcome>,
  stopped: () => boolean,
): Promise<readonly Outcome[]> {
  return inOrder<Sealed, Outcome>(
    sealed,
    ({ report }) => report,
    async (stack, before) =>
      stopped() || before.some(({ ended }) => ended !== "applied") ? skipped(stack) : apply(stack),
  );
}

function skipped({ report }: Sealed): Outcome {
  return {
    stack: report.name,
    ended: "skipped",
    standings: new Map(addressesToApply(report).map((address) => [address, "not begun"])),
  };
}
