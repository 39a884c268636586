import type { FieldChange, Origin } from "../report/report";
import { maskDistinctly, masked, maskText, withoutMarks } from "../secrets/mask-text";
import { hideArguments, showValue } from "../secrets/secret-values";
import type { Difference } from "./differences";
import { type DiffLine, diffLines, hunks } from "./line-diff";

/** The longest value that is shown in full, in characters. */
const LONGEST = 200;

/** How many unchanged characters are shown on each side of a change. */
const AROUND = 40;

/** The longest list that is shown in full on both sides, in characters. */
const LONGEST_LIST = 60;

/** How many lines of a text or a list are shown. */
const MOST_LINES = 60;

/** Returns a difference as it may be shown: without secrets, and only the changed parts of long texts and lists. */
export function fieldChange(type: string, { path, before, after }: Difference, origin: Origin): FieldChange {
  const named = { path: maskText(path), origin };
  const [old, fresh] = [show(type, path, before), show(type, path, after)];
  if (old === undefined || fresh === undefined) {
    return {
      ...named,
      ...(old !== undefined && { before: shorten(old) }),
      ...(fresh !== undefined && { after: shorten(fresh) }),
    };
  }
  // Masked before the lines are separated, because a private key is recognized by its first and last line.
  if (old.includes("\n") || fresh.includes("\n")) {
    return {
      ...named,
      ...linesOf(distinct(before, old).split("\n"), distinct(after, fresh).split("\n")),
    };
  }
  if (isList(before) && isList(after) && old !== fresh && [before, after].some(isLong)) {
    return { ...named, ...sides(old, fresh), ...itemsOf(before, after) };
  }
  return { ...named, ...sides(old, fresh) };
}

/** Returns a text in which masked secrets are distinct: without a mark, a line with a new secret would look unchanged. */
function distinct(value: unknown, shown: string): string {
  return typeof value === "string" && shown !== masked ? maskDistinctly(value) : shown;
}

/** Returns the lines that only one of two texts has. */
function linesOf(old: readonly string[], fresh: readonly string[]): Pick<FieldChange, "before" | "after" | "lines"> {
  const all = diffLines(old, fresh).map(({ mark, text }) => ({ mark, text: withoutMarks(text) }));
  const of = (mark: string) =>
    all
      .filter((line) => line.mark === mark)
      .map(({ text }) => text)
      .join("\n");
  return { before: shorten(of("-")), after: shorten(of("+")), lines: lineTexts(all, "line") };
}

/** Returns the items that only one of two lists has. An item of several lines, such as a script, is compared by lines. */
function itemsOf(before: readonly unknown[], after: readonly unknown[]): Pick<FieldChange, "lines"> {
  const shownItems = (list: readonly unknown[]) =>
    hideArguments(list).flatMap((item) =>
      typeof item === "string" && item.includes("\n") ? maskText(item).split("\n") : maskText(JSON.stringify(item)),
    );
  return { lines: lineTexts(diffLines(shownItems(before), shownItems(after)), "item") };
}

function lineTexts(all: readonly DiffLine[], noun: "line" | "item"): string[] {
  const lines = hunks(all).flatMap((hunk) => [
    `@@ ${noun} ${hunk.start} @@`,
    ...hunk.lines.map(({ mark, text }) => `${mark} ${shorten(text)}`),
  ]);
  const rest = lines.slice(MOST_LINES);
  const more = rest.filter((line) => /^[-+]/.test(line)).length;
  return more > 0 ? [...lines.slice(0, MOST_LINES), `@@ ${more} more differences @@`] : lines;
}

function show(type: string, path: string, value: unknown): string | undefined {
  return value === undefined ? undefined : showValue(type, path, value);
}

/** Returns two values of one line; of long values only the changed part, because both would look the same. */
function sides(old: string, fresh: string): Pick<FieldChange, "before" | "after"> {
  if (Math.max(old.length, fresh.length) <= LONGEST || old === fresh) {
    return { before: shorten(old), after: shorten(fresh) };
  }
  const [a, b] = [[...old], [...fresh]]; // code points, some of which are two characters
  const shortest = Math.min(a.length, b.length);
  let head = 0;
  while (head < shortest && a[head] === b[head]) {
    head++;
  }
  let tail = 0;
  while (tail < shortest - head && a.at(-1 - tail) === b.at(-1 - tail)) {
    tail++;
  }
  const part = (letters: readonly string[]) => {
    const [from, to] = [Math.max(0, head - AROUND), Math.min(letters.length, letters.length - tail + AROUND)];
    const text = shorten(letters.slice(from, to).join(""));
    return `${from > 0 ? "…" : ""}${text}${to < letters.length ? "…" : ""}`;
  };
  return { before: part(a), after: part(b) };
}

function shorten(text: string): string {
  if (text.length <= LONGEST) {
    return text;
  }
  const start = text.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, ""); // half of a code point
  return `${start}… (${text.length} characters)`;
}

/** Whether a list is hard to compare by eye: it is long, or contains a text of several lines. */
function isLong(list: readonly unknown[]): boolean {
  return JSON.stringify(list).length > LONGEST_LIST || list.some((item) => String(item).includes("\n"));
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
