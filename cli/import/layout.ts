import type { ArrayCode, CallCode, Code, EntryCode, ObjectCode } from "./code";
import { comment } from "./comment";

/** As in `biome.json`. */
export const lineWidth = 120;
const indentation = "  ";
/** A key shorter than this stays on the line of its string, however long that is: a break would win nothing. */
const shortKey = 5;

/**
 * Lays code out as Biome with this repository's settings would, so that what is written needs no formatting.
 *
 * @param code what to print
 * @param indent the indentation of the line on which it begins
 * @param before what stands on that line already, without its indentation
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
    case "object":
      return brokenObject(code, indent);
    case "array":
      return brokenArray(code, indent);
    case "call":
      return brokenCall(code, indent, before);
  }
}

/** The code in one line, or undefined if it must not be. */
function flat(code: Code): string | undefined {
  switch (code.kind) {
    case "scalar":
      return code.text.includes("\n") ? undefined : code.text;
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

/** The formatter's rule for tables: several elements that all are objects, or all arrays, of several parts each. */
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
  const isBlock = entries.map(({ value }) => value.kind !== "scalar" && layout(value, inner).includes("\n"));
  const lines = entries.flatMap((entry, index) => {
    // Blocks stand apart, single lines together, and a comment with what it is about.
    const apart = index > 0 && (isBlock[index] || isBlock[index - 1] || entry.above?.length);
    return [...(apart ? [""] : []), printEntry(entry, inner)];
  });
  const end = (below ?? []).map((line) => commentLine(line, inner));
  const gap = end.length > 0 && lines.length > 0 ? [""] : [];
  return `{\n${[...lines, ...gap, ...end].join("\n")}\n${indent}}`;
}

function printEntry({ key, value, above, beside }: EntryCode, indent: string): string {
  const lead = key === undefined ? "..." : `${key}: `;
  const text = layout(value, indent, lead);
  const broken = text.includes("\n");
  const comments = [...(above ?? []), ...(beside !== undefined && broken ? [beside] : [])];
  const tail = beside !== undefined && !broken ? ` ${comment(beside)}` : "";
  return [
    ...comments.map((line) => commentLine(line, indent)),
    `${indent}${joined(lead, value, text, indent)},${tail}`,
  ].join("\n");
}

/** A string that does not fit goes below its key. */
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

/** Numbers are set like words of a paragraph. */
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

/** The last argument opens on the line of the call. */
function brokenCall({ callee, arguments: all }: CallCode, indent: string, before: string): string {
  const first = all.slice(0, -1).map((argument) => `${flat(argument)}, `);
  const head = `${callee}(${first.join("")}`;
  const last = all.at(-1);
  return `${head}${last === undefined ? "" : layout(last, indent, before + head)})`;
}

function commentLine(line: string, indent: string): string {
  return `${indent}${comment(line)}`;
}

function join(key: string | undefined, value: string | undefined): string | undefined {
  return value === undefined ? undefined : key === undefined ? `...${value}` : `${key}: ${value}`;
}

function all(texts: readonly (string | undefined)[]): texts is readonly string[] {
  return !texts.includes(undefined);
}

function width(text: string): number {
  return [...text].length;
}
