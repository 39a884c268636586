import type { StackConfiguration } from "../../tools/stack-configuration";
import type { Attributes } from "../stack/resource";
import type { ObjectFacts } from "./object-fact";
import type { StoredState } from "./state-file";

/** A resource or an output, of which a plan can be proved alone. */
export interface Item {
  /** The address in Terraform, such as `nomad_job.default_web` or `output.endpoint`. */
  readonly address: string;
  /** What the program says; absent if it does not declare the item. */
  readonly declared?: unknown;
  /** The entry of the state as JSON; empty if it has none. */
  readonly stored: string;
  /** What else a plan of the item depends on; absent if only Terraform can compare it. */
  readonly text?: string;
  /** Why only Terraform can compare it. */
  readonly reason?: string;
}

/** Returns the resources and outputs of a program and its state. */
export function itemsOf(
  { resource = {}, output = {} }: StackConfiguration,
  state: StoredState,
  objects: ObjectFacts,
): readonly Item[] {
  const declared = new Map<string, Attributes>(
    Object.entries(resource).flatMap(([type, byName]) =>
      Object.entries(byName).map(([name, values]) => [`${type}.${name}`, withoutComment(values)] as const),
    ),
  );
  const stored = new Map(state.objects.map((object) => [object.address, object.text]));
  const resources = union(declared, stored).map((address): Item => {
    const values = declared.get(address);
    const fact = objects.get(address);
    const item = { address, stored: stored.get(address) ?? "", ...(values && { declared: values }) };
    if (!values || !fact) {
      return { ...item, reason: `${address} is in ${values ? "the program" : "the state"} only` };
    }
    return "reason" in fact ? { ...item, reason: fact.reason } : { ...item, text: textOf(values, fact.text) };
  });
  const outputs = union(new Map(Object.entries(output)), state.outputs).map((name): Item => {
    const values = output[name];
    return {
      address: `output.${name}`,
      stored: state.outputs.get(name) ?? "",
      ...(values && { declared: values }),
      text: textOf(values),
    };
  });
  return [...resources, ...outputs];
}

/** Returns the arguments of a resource without the comment of cdktf, which changes when code moves. */
function withoutComment({ "//": _, ...values }: Attributes): Attributes {
  return values;
}

function union(one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])];
}

function textOf(...values: readonly unknown[]): string {
  return JSON.stringify(values);
}
