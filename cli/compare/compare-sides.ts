import { differences, type Leaves } from "../plan/differences";
import { fieldChange } from "../plan/field-change";
import type { Part, Side } from "./side";

/** A field that differs, without secrets. A side without the field has no value. */
export interface FieldDifference {
  readonly path: string;
  readonly first?: string;
  readonly second?: string;
}

/** A resource, a provider, or a state that is not the same in both environments. */
export interface PartDifference {
  readonly stack: string;
  /** The address, such as `nomad_job.default_web`, `state`, or `provider nomad`. */
  readonly address: string;
  /** Which environments have it. */
  readonly in: "both" | "first" | "second";
  /** The fields that differ; none if only one environment has it. */
  readonly fields: readonly FieldDifference[];
}

/** Returns all differences in the order of the first side, then of the second. A changed secret is shown as changed but masked. */
export function compareSides(first: Side, second: Side): PartDifference[] {
  return union(first.keys(), second.keys()).flatMap((stack) => {
    const [mine, other] = [first.get(stack) ?? new Map(), second.get(stack) ?? new Map()];
    return union<string>(mine.keys(), other.keys()).flatMap((address) =>
      compareParts(stack, address, mine.get(address), other.get(address)),
    );
  });
}

function compareParts(stack: string, address: string, first?: Part, second?: Part): PartDifference[] {
  if (!first || !second) {
    return [{ stack, address, in: first ? "first" : "second", fields: [] }];
  }
  const fields = fieldsOf(first.type, first.leaves, second.leaves);
  return fields.length === 0 ? [] : [{ stack, address, in: "both", fields }];
}

function fieldsOf(type: string, first: Leaves, second: Leaves): FieldDifference[] {
  return differences(first, second).map((difference) => {
    const { path, before, after } = fieldChange(type, difference, "configuration");
    return { path, ...(before !== undefined && { first: before }), ...(after !== undefined && { second: after }) };
  });
}

function union<T>(first: Iterable<T>, second: Iterable<T>): T[] {
  return [...new Set([...first, ...second])];
}
