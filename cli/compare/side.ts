import { readFileSync } from "node:fs";
import path from "node:path";
import { asTerraformReads } from "../../constructs/literal";
import type { Leaves } from "../plan/differences";
import { leavesOf } from "../plan/differences";
import { leaves } from "../plan/read-changes";
import type { Stack } from "../plan/synthesize";

/** One thing that a stack has in an environment: a resource, or how the stack reaches the cluster. */
export interface Part {
  /** The type of a resource; `provider` or `state`. */
  readonly type: string;
  readonly leaves: Leaves;
}

/** What a program makes of one environment: by stack, then by address. */
export type Side = ReadonlyMap<string, ReadonlyMap<string, Part>>;

interface Configuration {
  readonly terraform?: { readonly backend?: Record<string, Record<string, unknown>> };
  readonly provider?: Record<string, readonly Record<string, unknown>[]>;
  readonly resource?: Record<string, Record<string, Record<string, unknown>>>;
}

/** Reads what synthesis wrote. */
export function readSide(stacks: readonly Stack[]): Side {
  return new Map(stacks.map((stack) => [stack.name, partsOf(stack)]));
}

function partsOf({ folder }: Stack): Map<string, Part> {
  const {
    terraform,
    provider = {},
    resource = {},
  } = JSON.parse(readFileSync(path.join(folder, "cdk.tf.json"), "utf8"), (_, value: unknown) =>
    typeof value === "string" ? asTerraformReads(value) : value,
  ) as Configuration;
  return new Map<string, Part>([
    ["state", { type: "state", leaves: leavesOf(stateOf(folder, terraform?.backend)) }],
    ...Object.entries(provider).map(
      ([name, [block]]) => [`provider ${name}`, { type: "provider", leaves: leavesOf(withoutLists(block)) }] as const,
    ),
    ...Object.entries(resource).flatMap(([type, all]) =>
      Object.entries(all).map(
        ([name, values]) => [`${type}.${name}`, { type, leaves: leaves(type, values, undefined) }] as const,
      ),
    ),
  ]);
}

/** Where the state is, of a file as seen from the project: the output of a comparison is in a folder of its own. */
function stateOf(folder: string, backend: Record<string, Record<string, unknown>> = {}): Record<string, unknown> {
  const { local, ...other } = backend;
  const file = path.resolve(folder, String(local?.path ?? "terraform.tfstate"));
  return local ? { local: path.relative(process.cwd(), file) } : other;
}

/** The guard's lists of what the program has follow from the resources, and would say everything twice. */
function withoutLists(block: Record<string, unknown> = {}): Record<string, unknown> {
  const { guard, ...rest } = block;
  const { jobs: _, resources: __, ...settings } = (guard ?? {}) as Record<string, unknown>;
  return { ...rest, guard: settings };
}
