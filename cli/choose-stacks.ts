import type { Stack } from "./plan/synthesize";

/**
 * The stacks that were named, in their own order; all of them when none was.
 *
 * @throws Error that lists what there is, when a name is not among them
 */
export function chooseStacks(stacks: readonly Stack[], names: readonly string[]): readonly Stack[] {
  const unknown = names.filter((name) => !stacks.some((stack) => stack.name === name));
  if (unknown.length > 0) {
    const known = stacks.map(({ name }) => name).join(", ");
    throw new Error(`no stack is called ${unknown.map((name) => `"${name}"`).join(" or ")}; there are ${known}`);
  }
  return names.length === 0 ? stacks : stacks.filter(({ name }) => names.includes(name));
}
