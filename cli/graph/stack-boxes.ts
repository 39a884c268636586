import type { Stack } from "../stack/stack";
import type { StackBox } from "./picture";

/**
 * Returns the stacks with the step in which each is applied: after its dependencies, and at the same time as all others.
 *
 * @param stacks the stacks, each after its dependencies
 */
export function stackBoxes(stacks: readonly Stack[]): StackBox[] {
  const steps = new Map<string, number>();
  return stacks.map(({ name, dependencies }) => {
    const after = dependencies.filter((dependency) => steps.has(dependency));
    const step = 1 + Math.max(0, ...after.map((dependency) => steps.get(dependency) ?? 0));
    steps.set(name, step);
    return { name, step, after };
  });
}
