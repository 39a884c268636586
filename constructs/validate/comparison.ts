import type { FoundOf } from "../issue";
import { goRefusesRegexp } from "./go-regexp";
import { isKnownText } from "./known";

export interface Comparison {
  readonly attribute?: string;
  readonly operator?: string;
  readonly value?: string;
}

const COMPARISONS = ["=", "==", "is", "!=", "not", "<", "<=", ">", ">="];

const SETS = ["set_contains", "set_contains_all", "set_contains_any"];

const VERSIONS = ["version", "semver"];

/** One part of a list of versions: an operator, digits, and whatever may follow them. */
export const VERSION = /^\s*(=|!=|>|<|>=|<=|~>)?\s*v?\d+(\.\d+)*[\w.+~-]*\s*$/;

export const comparisonMessages = {
  noValue: ({ operator }: { readonly operator: string }) =>
    `the operator "${operator}" compares with a value; write one`,
  badRegexp: ({ value, reason }: { readonly value: string; readonly reason: string }) =>
    `"${value}" has ${reason}, which the regular expressions of Nomad do not support; write it without`,
  noVersions: ({ value }: { readonly value: string }) =>
    `"${value}" is not a list of versions; write it as ">= 1.2, < 2.0"`,
};

export function* wrongValue(
  path: string,
  { operator = "=", value = "" }: Comparison,
): Iterable<FoundOf<typeof comparisonMessages>> {
  if (value === "" && [...COMPARISONS, ...SETS, ...VERSIONS].includes(operator)) {
    yield { path: `${path}.value`, problem: "noValue", operator };
  }
  if (!isKnownText(value)) {
    return;
  }
  if (operator === "regexp") {
    const problem = goRefusesRegexp(value);
    if (problem) {
      yield {
        path: `${path}.value`,
        problem: "badRegexp",
        value,
        reason: problem,
      };
    }
  }
  if (VERSIONS.includes(operator) && !value.split(",").every((part) => VERSION.test(part))) {
    yield { path: `${path}.value`, problem: "noVersions", value };
  }
}
