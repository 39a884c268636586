import path from "node:path";
import type { Leaves } from "../plan/differences";
import { leavesOf } from "../plan/differences";
import { leaves } from "../plan/read-changes";
import type { ProviderBlock } from "../stack/provider-block";
import type { Attributes } from "../stack/resource";
import type { Stack } from "../stack/stack";

/** A resource, a provider, or the state of a stack in an environment. */
export interface Part {
  /** The type of a resource; `provider` or `state`. */
  readonly type: string;
  readonly leaves: Leaves;
}

/** The content of one environment, by stack and then by address. */
export type Side = ReadonlyMap<string, ReadonlyMap<string, Part>>;

/** Reads the synthesized stacks of one environment. */
export function readSide(stacks: readonly Stack[]): Side {
  return new Map(stacks.map((stack) => [stack.name, partsOf(stack)]));
}

function partsOf(stack: Stack): Map<string, Part> {
  return new Map<string, Part>([
    ["state", { type: "state", leaves: leavesOf(stateOf(stack)) }],
    ...Object.entries(stack.providers).map(
      ([name, [block]]) => [`provider ${name}`, { type: "provider", leaves: leavesOf(withoutLists(block)) }] as const,
    ),
    ...stack
      .resources()
      .map(({ address, type, values }) => [address, { type, leaves: leaves(type, values, undefined) }] as const),
  ]);
}

/** Returns the location of the state. A file is relative to the project, because each environment has its own output folder. */
function stateOf({ folder, backend }: Stack): Attributes {
  const { local, ...other } = backend;
  const file = path.resolve(folder, String(local?.path ?? "terraform.tfstate"));
  return local ? { local: path.relative(process.cwd(), file) } : other;
}

/** Returns a block without the guard's lists, which follow from the resources and would show every difference twice. */
function withoutLists(block: ProviderBlock = {}): Record<string, unknown> {
  const { guard, ...rest } = block;
  const { jobs: _, resources: __, ...settings } = (guard ?? {}) as Attributes;
  return { ...rest, guard: settings };
}
