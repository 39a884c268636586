import { nearest } from "../constructs/issue";
import { CodedError } from "../errors";
import type { Stack } from "./stack/stack";

/**
 * The stacks that were named, in their own order; all of them when none was.
 *
 * @throws Error that lists what there is, when a name is not among them
 */
export function chooseStacks(stacks: readonly Stack[], names: readonly string[]): readonly Stack[] {
  const unknown = names.filter((name) => !stacks.some((stack) => stack.name === name));
  if (unknown.length > 0) {
    throw new CodedError("stack-unknown", unknownStacks(stacks, unknown));
  }
  return names.length === 0 ? stacks : stacks.filter(({ name }) => names.includes(name));
}

function unknownStacks(stacks: readonly Stack[], unknown: readonly string[]): string {
  const known = stacks.map(({ name }) => name);
  const meant = unknown.map((name) => {
    const near = nearest(name, known);
    return `"${name}"${near === undefined ? "" : ` (did you mean "${near}"?)`}`;
  });
  const there = known.length === 0 ? "the program has none" : `there are ${known.join(", ")}`;
  return `no stack is called ${meant.join(" or ")}; ${there}`;
}
