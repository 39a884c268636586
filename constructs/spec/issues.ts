import { type IssueOf, issueKind } from "../issue";

/** A value has the wrong type. The message does not contain the value, because it may be a secret. */
export const wrongKind = issueKind({
  code: "wrong-kind",
  level: "error",
  messages: {
    wrongKind: ({ got, allowed, fix }: { got: string; allowed: string; fix: string | undefined }) =>
      `got ${got}, allowed is ${allowed}${fix === undefined ? "" : `; ${fix}`}`,
  },
});

/** A field does not exist. */
export const unknownField = issueKind({
  code: "unknown-field",
  level: "error",
  messages: {
    field: ({ meant, names }: { meant: string | undefined; names: readonly string[] }) =>
      `there is no such field; ${didYouMean(meant, names)}`,
    driverOption: ({ meant, names }: { meant: string | undefined; names: readonly string[] }) =>
      `the driver has no such option; ${didYouMean(meant, names)}`,
    newerNomad: ({ block }: { block: string }) => `${block} has no such field in this version of cdknomad`,
  },
});

function didYouMean(meant: string | undefined, names: readonly string[]): string {
  return meant === undefined ? `allowed are ${names.join(", ") || "no fields at all"}` : `did you mean ${meant}?`;
}

/** A required field has no value. */
export const missingField = issueKind({
  code: "missing-field",
  level: "error",
  messages: {
    field: () => "got nothing; Nomad needs a value here",
    driverOption: () => "got nothing; the driver needs a value here",
  },
});

/** A value is not in the closed set that Nomad accepts. */
export const unknownValue = issueKind({
  code: "unknown-value",
  level: "error",
  messages: {
    unknownValue: ({ got, allowed, meant }: { got: string; allowed: readonly string[]; meant: string | undefined }) => {
      const suggestion = meant === undefined ? "" : `; did you mean ${JSON.stringify(meant)}?`;
      return `got ${JSON.stringify(got)}, allowed are ${allowed.map((one) => JSON.stringify(one)).join(", ")}${suggestion}`;
    },
  },
});

/** A number is outside the range that Nomad accepts. */
export const outOfRange = issueKind({
  code: "out-of-range",
  level: "error",
  messages: {
    outOfRange: ({ got, min, max, unit }: { got: number; min: number; max: number; unit: string }) =>
      `got ${got}, allowed is ${min} to ${max}${unit}`,
  },
});

/** A duration that Go cannot parse. */
export const badDuration = issueKind({
  code: "bad-duration",
  level: "error",
  messages: {
    badDuration: ({ got, allowed, fix }: { got: string; allowed: string; fix: string }) =>
      `got ${JSON.stringify(got)}, allowed is ${allowed}${fix}`,
  },
});

/** Two items of a list have the same label, and Nomad stores them as a map. */
export const duplicateLabel = issueKind({
  code: "duplicate-name",
  level: "error",
  messages: {
    duplicateLabel: ({ label, list }: { label: string; list: string }) =>
      `got ${JSON.stringify(label)} twice; each item of ${list} needs its own name`,
  },
});

/** Several blocks of which the specification can have one. */
export const moreThanOne = issueKind({
  code: "more-than-one",
  level: "error",
  messages: {
    moreThanOne: ({ count }: { count: number }) => `got ${count} blocks, allowed is one; merge them`,
  },
});

/** All kinds of problems that the encoder and the decoder report. */
export const SPEC_ISSUES = [
  wrongKind,
  unknownField,
  missingField,
  unknownValue,
  outOfRange,
  badDuration,
  duplicateLabel,
  moreThanOne,
] as const;

/** A problem that the encoder or the decoder reports. */
export type SpecIssue = IssueOf<(typeof SPEC_ISSUES)[number]>;
