import type { Code, ObjectCode, Scalar } from "./code";
import { constantName } from "./names";
import type { Declarations, SourcePart } from "./source";
import { quoted, templateOf } from "./string-literal";

/** A constant of a generated module: the value of a variable or local that the job uses more than once. */
export interface Constant {
  readonly name: string;
  readonly value: Code;
  readonly comments: readonly string[];
}

/** A job's code with references to constants. */
export interface CodeWithConstants {
  readonly code: ObjectCode;
  readonly constants: readonly Constant[];
  /** The comments about variables and locals that did not become constants. */
  readonly comments: readonly string[];
}

/**
 * Replaces the values of variables and locals that are used more than once by constants.
 *
 * @param code the job's code
 * @param declarations the variables and locals of its file
 * @param taken identifiers that the module declares already
 */
export function withConstants(
  code: ObjectCode,
  { declared, values }: Declarations,
  taken: readonly string[],
): CodeWithConstants {
  const uses = usesOf(code);
  const names = new Set(taken);
  const constants = new Map<string, Constant>();
  const comments: string[] = [];
  for (const { name, comments: its = [] } of declared) {
    const value = sharedValue(name, uses, values[name]);
    if (value === undefined) {
      comments.push(...its);
    } else {
      const identifier = freeIdentifier(constantName(name.replace(/^\w+\./, "")), names);
      constants.set(name, { name: identifier, value, comments: its });
    }
  }
  const replaced = constants.size === 0 ? code : (replace(code, constants, values) as ObjectCode);
  return { code: replaced, constants: [...constants.values()], comments };
}

/** The whole values by variable or local, and the names of those inside of texts. */
interface Uses {
  readonly whole: readonly (readonly [from: string, code: Code])[];
  readonly inside: readonly string[];
}

function usesOf(code: Code): Uses {
  const whole: [string, Code][] = [];
  const inside: string[] = [];
  visit(code, (one) => {
    if ("from" in one && one.from !== undefined) {
      whole.push([one.from, one]);
      return false;
    }
    inside.push(...("parts" in one ? (one.parts ?? []) : []).flatMap(({ from }) => (from === undefined ? [] : [from])));
    return true;
  });
  return { whole, inside };
}

/** Returns the value of a variable or local if it is used more than once with this value. */
function sharedValue(name: string, { whole, inside }: Uses, text: string | undefined): Code | undefined {
  const found = whole.filter(([from, code]) => from === name && isSimple(code)).map(([, code]) => code);
  const value: Code | undefined = found[0] ?? (text === undefined ? undefined : { kind: "scalar", text: quoted(text) });
  if (value === undefined || found.some((code) => !isSame(code, value))) {
    return undefined;
  }
  const insideTexts = isText(value, text) ? inside.filter((from) => from === name).length : 0;
  return found.length + insideTexts > 1 ? value : undefined;
}

/** Whether a value may be a constant: a scalar, a text, or a list or map of scalars. */
function isSimple(code: Code): boolean {
  switch (code.kind) {
    case "scalar":
    case "text":
      return true;
    case "array":
      return code.items.every(({ value, above }) => value.kind === "scalar" && !above?.length);
    case "object":
      return (
        !code.below?.length &&
        code.entries.every(({ value, above, beside }) => value.kind === "scalar" && !above?.length && !beside)
      );
    case "call":
      return false;
  }
}

/** Whether a scalar is a text, number, or boolean that HCL writes as this text. */
function isText(value: Code, text: string | undefined): boolean {
  return value.kind === "scalar" && text !== undefined && (value.text === text || value.text === quoted(text));
}

function isSame(one: Code, other: Code): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

function replace(code: Code, constants: ReadonlyMap<string, Constant>, values: Readonly<Record<string, string>>): Code {
  const constant = "from" in code && code.from !== undefined ? constants.get(code.from) : undefined;
  if (constant !== undefined && isSame(code, constant.value)) {
    return { kind: "scalar", text: constant.name };
  }
  const inner = (value: Code) => replace(value, constants, values);
  switch (code.kind) {
    case "scalar":
      return textWithConstants(code, constants, values);
    case "text":
      return code;
    case "array":
      return { ...code, items: code.items.map((item) => ({ ...item, value: inner(item.value) })) };
    case "object":
      return { ...code, entries: code.entries.map((entry) => ({ ...entry, value: inner(entry.value) })) };
    case "call":
      return { ...code, arguments: code.arguments.map(inner) };
  }
}

/** Returns a template literal for a text with constants in it, if it means the same text. */
function textWithConstants(
  code: Scalar,
  constants: ReadonlyMap<string, Constant>,
  values: Readonly<Record<string, string>>,
): Scalar {
  const { parts = [] } = code;
  const isKnown = ({ from, text }: SourcePart) =>
    from === undefined ? text !== undefined : values[from] !== undefined;
  const plain = parts.map(({ from, text }) => (from === undefined ? text : values[from])).join("");
  const found = ({ from }: SourcePart) => {
    const constant = from === undefined ? undefined : constants.get(from);
    return from !== undefined && constant && isText(constant.value, values[from]) ? constant.name : undefined;
  };
  if (!parts.some(found) || !parts.every(isKnown) || code.text !== quoted(plain)) {
    return code;
  }
  const pieces = parts.map((part) => {
    const constant = found(part);
    const { from, text = "" } = part;
    return constant === undefined ? { text: from === undefined ? text : (values[from] ?? "") } : { constant };
  });
  return { kind: "scalar", text: templateOf(pieces) };
}

function visit(code: Code, enter: (code: Code) => boolean): void {
  if (!enter(code)) {
    return;
  }
  const inner =
    code.kind === "call"
      ? code.arguments
      : code.kind === "object"
        ? code.entries.map(({ value }) => value)
        : code.kind === "array"
          ? code.items.map(({ value }) => value)
          : [];
  for (const one of inner) {
    visit(one, enter);
  }
}

function freeIdentifier(name: string, taken: Set<string>): string {
  let candidate = name;
  for (let count = 2; taken.has(candidate); count += 1) {
    candidate = `${name}${count}`;
  }
  taken.add(candidate);
  return candidate;
}
