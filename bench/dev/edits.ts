import { otherTag, type Values } from "./starter";

/** Kinds of edits. The errors are fixed by the next edit. */
export type Kind = "env" | "template" | "tag" | "count" | "type error" | "rule error";

/** An edit: its kind, and the values after it. */
export interface Edit {
  readonly kind: Kind;
  readonly values: Values;
}

/** Ten edits, of each kind as often as it is usual. */
const ROUND: readonly Kind[] = [
  "env",
  "template",
  "tag",
  "count",
  "env",
  "type error",
  "template",
  "rule error",
  "tag",
  "env",
];

/** Returns a number of edits, each of the values that the one before it leaves. */
export function edits(count: number, first: Values): readonly Edit[] {
  const all: Edit[] = [];
  let values = first;
  for (let number = 1; number <= count; number++) {
    const kind = ROUND[(number - 1) % ROUND.length] ?? "env";
    const { mistake: _, ...correct } = values;
    values = changed(kind, correct, number);
    all.push({ kind, values });
  }
  return all;
}

function changed(kind: Kind, values: Values, number: number): Values {
  switch (kind) {
    case "env":
      return { ...values, greeting: String(number) };
    case "template":
      return { ...values, page: String(number) };
    case "tag":
      return { ...values, tag: values.tag === "latest" ? otherTag : "latest" };
    case "count":
      return { ...values, count: values.count === 1 ? 2 : 1 };
    case "type error":
      return { ...values, mistake: { kind: "type", name: `wrong${number}` } };
    case "rule error":
      return { ...values, mistake: { kind: "rule", name: `wrong-${number}` } };
  }
}
