import type { Stack } from "../plan/synthesize";
import type { StackBox } from "./picture";

/**
 * The stacks with the step in which each is applied: behind all that it depends on, beside all else.
 *
 * @param stacks every stack behind those that it depends on
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
