import type { Difference } from "./differences";
import { type DiffLine, diffLines, hunks } from "./line-diff";
import type { FieldChange, Origin } from "./report";
import { hideArguments, showValue } from "./secret-values";
import { bareCovers, maskApart, masked, maskText } from "./secrets";

/** The longest value that is shown whole, in characters. */
const LONGEST = 200;

/** How much of what stayed the same is shown on each side of what did not, in characters. */
const AROUND = 40;

/** The longest list that is shown as a whole on both sides, in characters. */
const LONGEST_LIST = 60;

/** How many lines of a text or a list are told. */
const MOST_LINES = 60;

/** A difference as it may be told: without secrets, and of long texts and lists only what differs. */
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
  // They are masked before they are taken apart: of a key only its frame tells what it is.
  if (old.includes("\n") || fresh.includes("\n")) {
    return {
      ...named,
      ...linesOf(apart(before, old).split("\n"), apart(after, fresh).split("\n")),
    };
  }
  if (isList(before) && isList(after) && old !== fresh && [before, after].some(isLong)) {
    return { ...named, ...sides(old, fresh), ...itemsOf(before, after) };
  }
  return { ...named, ...sides(old, fresh) };
}

/** A text in which two lines differ whose secrets do: each would be told as one that stayed. */
function apart(value: unknown, shown: string): string {
  return typeof value === "string" && shown !== masked ? maskApart(value) : shown;
}

/** The lines that only one of two texts has; where both have the same, they only moved. */
function linesOf(old: readonly string[], fresh: readonly string[]): Pick<FieldChange, "before" | "after" | "lines"> {
  const all = diffLines(old, fresh).map(({ mark, text }) => ({ mark, text: bareCovers(text) }));
  const of = (mark: string) =>
    all
      .filter((line) => line.mark === mark)
      .map(({ text }) => text)
      .join("\n");
  return { before: shorten(of("-")), after: shorten(of("+")), lines: written(all, "line") };
}

/** The items that only one of two lists has; an item of several lines, as a script among arguments, is told line by line. */
function itemsOf(before: readonly unknown[], after: readonly unknown[]): Pick<FieldChange, "lines"> {
  const apart = (list: readonly unknown[]) =>
    hideArguments(list).flatMap((item) =>
      typeof item === "string" && item.includes("\n") ? maskText(item).split("\n") : maskText(JSON.stringify(item)),
    );
  return { lines: written(diffLines(apart(before), apart(after)), "item") };
}

function written(all: readonly DiffLine[], noun: "line" | "item"): string[] {
  const lines = hunks(all).flatMap((hunk) => [
    `@@ ${noun} ${hunk.start} @@`,
    ...hunk.lines.map(({ mark, text }) => `${mark} ${shorten(text)}`),
  ]);
  const rest = lines.slice(MOST_LINES);
  const more = rest.filter((line) => /^[-+]/.test(line)).length;
  return more > 0 ? [...lines.slice(0, MOST_LINES), `@@ ${more} more that differ @@`] : lines;
}

function show(type: string, path: string, value: unknown): string | undefined {
  return value === undefined ? undefined : showValue(type, path, value);
}

/** Two values of one line; of long ones what differs, or both would look the same. */
function sides(old: string, fresh: string): Pick<FieldChange, "before" | "after"> {
  if (Math.max(old.length, fresh.length) <= LONGEST || old === fresh) {
    return { before: shorten(old), after: shorten(fresh) };
  }
  const [a, b] = [[...old], [...fresh]]; // letters, of which some take two characters
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
  const start = text.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, ""); // half a letter
  return `${start}… (${text.length} characters)`;
}

/** Whether a list is hard to compare by eye: it is long, or has a text of several lines in it. */
function isLong(list: readonly unknown[]): boolean {
  return JSON.stringify(list).length > LONGEST_LIST || list.some((item) => String(item).includes("\n"));
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
