import { differences, type Leaves } from "../plan/differences";
import { fieldChange } from "../plan/field-change";
import type { Part, Side } from "./side";

/** A field that differs, as it may be told; a side that has it not has no value. */
export interface FieldDifference {
  readonly path: string;
  readonly first?: string;
  readonly second?: string;
}

/** A resource, or the way to the cluster, that is not the same in both environments. */
export interface PartDifference {
  readonly stack: string;
  /** Its address, as `nomad_job.default_web`; `state` or `provider nomad` for the way to the cluster. */
  readonly address: string;
  /** Which environment has it at all. */
  readonly in: "both" | "first" | "second";
  /** The fields that differ; none where only one environment has it. */
  readonly fields: readonly FieldDifference[];
}

/** All that differs, in the order of the first side, then of the second. Secrets are masked; that they differ is told. */
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
