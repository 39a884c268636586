import type { ArrayCode, CallCode, Code, EntryCode, ObjectCode, TextCode } from "./code";
import { comment } from "./comment";

/** Line width of the formatter, from `biome.json`. */
export const lineWidth = 120;
const indentation = "  ";
/** A long string stays on the line of a key that is shorter than this, because a line break would not gain space. */
const shortKey = 5;

/**
 * Returns the text of code in the format of Biome with this repository's settings, so that it needs no further formatting.
 *
 * @param code the code
 * @param indent the indentation of its first line
 * @param before the text before it on that line, without indentation
 */
export function layout(code: Code, indent = "", before = ""): string {
  const line = flat(code);
  // One more for the comma or semicolon after it.
  if (line !== undefined && width(indent + before + line) + 1 <= lineWidth) {
    return line;
  }
  switch (code.kind) {
    case "scalar":
      return code.text;
    case "text":
      return indentedText(code, indent);
    case "object":
      return brokenObject(code, indent);
    case "array":
      return brokenArray(code, indent);
    case "call":
      return brokenCall(code, indent, before);
  }
}

/** Returns the code in one line, or undefined if it needs several. */
function flat(code: Code): string | undefined {
  switch (code.kind) {
    case "scalar":
      return code.text.includes("\n") ? undefined : code.text;
    case "text":
      return undefined;
    case "object": {
      if (code.entries.length === 0 && !code.below?.length) {
        return "{}";
      }
      const commented = code.entries.some(({ above, beside }) => above?.length || beside) || code.below?.length;
      const entries = code.entries.map(({ key, value }) => join(key, flat(value)));
      return code.expand || commented || !all(entries) ? undefined : `{ ${entries.join(", ")} }`;
    }
    case "array": {
      const items = code.items.map(({ value }) => flat(value));
      return mustBreak(code) || !all(items) ? undefined : `[${items.join(", ")}]`;
    }
    case "call": {
      const items = code.arguments.map(flat);
      return all(items) ? `${code.callee}(${items.join(", ")})` : undefined;
    }
  }
}

function indentedText({ lines }: TextCode, indent: string): string {
  const inner = lines.map((line) => (line === "" ? "" : `${indent}${indentation}${line}`));
  return `dedent\`\n${inner.join("\n")}\n${indent}\``;
}

/** The formatter breaks a list of several objects, or of several arrays, that have several parts each. */
function mustBreak({ items }: ArrayCode): boolean {
  const isTable = (kind: "object" | "array") =>
    items.every(({ value }) => value.kind === kind && parts(value as ObjectCode | ArrayCode) > 1);
  return items.some(({ above }) => above?.length) || (items.length > 1 && (isTable("object") || isTable("array")));
}

function parts(code: ObjectCode | ArrayCode): number {
  return code.kind === "object" ? code.entries.length : code.items.length;
}

function brokenObject({ entries, below }: ObjectCode, indent: string): string {
  const inner = indent + indentation;
  const isBlock = entries.map(
    ({ value }) => value.kind !== "scalar" && value.kind !== "text" && layout(value, inner).includes("\n"),
  );
  const lines = entries.flatMap((entry, index) => {
    // An empty line separates blocks from each other and from single lines, and precedes a comment.
    const isSeparated = index > 0 && (isBlock[index] || isBlock[index - 1] || entry.above?.length);
    return [...(isSeparated ? [""] : []), printEntry(entry, inner)];
  });
  const end = (below ?? []).map((line) => commentLine(line, inner));
  const gap = end.length > 0 && lines.length > 0 ? [""] : [];
  return `{\n${[...lines, ...gap, ...end].join("\n")}\n${indent}}`;
}

function printEntry({ key, value, above, beside }: EntryCode, indent: string): string {
  // `name: name` is written as `name`.
  const lead = key === undefined ? "..." : value.kind === "scalar" && value.text === key ? "" : `${key}: `;
  const text = layout(value, indent, lead);
  const broken = text.includes("\n");
  const comments = [...(above ?? []), ...(beside !== undefined && broken ? [beside] : [])];
  const tail = beside !== undefined && !broken ? ` ${comment(beside)}` : "";
  return [
    ...comments.map((line) => commentLine(line, indent)),
    `${indent}${joined(lead, value, text, indent)},${tail}`,
  ].join("\n");
}

/** A string that does not fit is written below its key. */
function joined(lead: string, value: Code, text: string, indent: string): string {
  const isString = value.kind === "scalar" && /^["']/.test(text);
  const tooLong = width(indent + lead + text) + 1 > lineWidth;
  return isString && tooLong && width(lead) - 2 >= shortKey
    ? `${lead.trimEnd()}\n${indent}${indentation}${text}`
    : lead + text;
}

function brokenArray({ items }: ArrayCode, indent: string): string {
  const inner = indent + indentation;
  const isNumber = ({ value }: { value: Code }) => value.kind === "scalar" && /^-?[\d.]/.test(value.text);
  if (items.length > 1 && items.every(isNumber)) {
    return `[\n${filled(
      items.map(({ value }) => `${flat(value)},`),
      inner,
    )}\n${indent}]`;
  }
  const lines = items.flatMap(({ value, above }) => [
    ...(above ?? []).map((line) => commentLine(line, inner)),
    `${inner}${layout(value, inner)},`,
  ]);
  return `[\n${lines.join("\n")}\n${indent}]`;
}

/** The formatter fills lines with numbers like words of a paragraph. */
function filled(words: readonly string[], indent: string): string {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && width(`${last} ${word}`) <= lineWidth) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(indent + word);
    }
  }
  return lines.join("\n");
}

/** The last argument begins on the line of the call. */
function brokenCall({ callee, arguments: all }: CallCode, indent: string, before: string): string {
  const first = all.slice(0, -1).map((argument) => `${flat(argument)}, `);
  const head = `${callee}(${first.join("")}`;
  const last = all.at(-1);
  return `${head}${last === undefined ? "" : brokenArgument(last, indent, before + head)})`;
}

/** A literal breaks although it would fit, because the parenthesis after it does not. */
function brokenArgument(code: Code, indent: string, before: string): string {
  switch (code.kind) {
    case "object":
      return code.entries.length === 0 ? layout(code, indent, before) : brokenObject(code, indent);
    case "array":
      return code.items.length === 0 ? layout(code, indent, before) : brokenArray(code, indent);
    default:
      return layout(code, indent, before);
  }
}

function commentLine(line: string, indent: string): string {
  return `${indent}${comment(line)}`;
}

function join(key: string | undefined, value: string | undefined): string | undefined {
  return value === undefined || value === key ? value : key === undefined ? `...${value}` : `${key}: ${value}`;
}

function all(texts: readonly (string | undefined)[]): texts is readonly string[] {
  return !texts.includes(undefined);
}

function width(text: string): number {
  return [...text].length;
}
