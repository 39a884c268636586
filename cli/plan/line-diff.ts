import { diffArrays } from "diff";

/** How many unchanged lines are shown next to a change. */
const CONTEXT = 2;

/** Two texts with more changed lines than this are shown as replaced: the comparison would take minutes. */
const MOST_CHANGES = 4_000;

/** A line that both texts have (` `), or only one of them. */
export interface DiffLine {
  readonly mark: " " | "-" | "+";
  readonly text: string;
}

/** Consecutive lines, with the number of the first one in the new text, counted from 1. */
export interface Hunk {
  readonly start: number;
  readonly lines: readonly DiffLine[];
}

/** Returns the lines of both texts in order, with as few changes as possible; a moved line is removed and added. */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  const marked = (mark: DiffLine["mark"], lines: readonly string[]) => lines.map((text): DiffLine => ({ mark, text }));
  const changes = diffArrays([...before], [...after], { maxEditLength: MOST_CHANGES });
  return changes
    ? changes.flatMap(({ added, removed, value }) => marked(added ? "+" : removed ? "-" : " ", value))
    : [...marked("-", before), ...marked("+", after)];
}

/** Returns the changes, each with the lines around it. */
export function hunks(lines: readonly DiffLine[]): Hunk[] {
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ mark }) => mark !== " "),
  );
  const found: { start: number; lines: DiffLine[] }[] = [];
  let number = 1;
  for (const [index, line] of lines.entries()) {
    if (near[index]) {
      const open = index > 0 && near[index - 1] ? found.at(-1) : undefined;
      if (open) {
        open.lines.push(line);
      } else {
        found.push({ start: number, lines: [line] });
      }
    }
    number += line.mark === "-" ? 0 : 1;
  }
  return found;
}
