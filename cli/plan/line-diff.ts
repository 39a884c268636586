/** How many lines of what stayed are shown beside what did not. */
const CONTEXT = 2;

/** Above so many pairs of lines the middle of two texts is told as taken out and put in whole, for it would take minutes. */
const MOST_PAIRS = 4_000_000;

/** A line that both have (` `), or one of them. */
export interface DiffLine {
  readonly mark: " " | "-" | "+";
  readonly text: string;
}

/** Lines that stand together, with the number of the first among the new ones, counted from 1. */
export interface Hunk {
  readonly start: number;
  readonly lines: readonly DiffLine[];
}

/** Which lines went and came, in order, as few as can be: a line that moved went and came. */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  const shortest = Math.min(before.length, after.length);
  let head = 0;
  while (head < shortest && before[head] === after[head]) {
    head++;
  }
  let tail = 0;
  while (tail < shortest - head && before.at(-1 - tail) === after.at(-1 - tail)) {
    tail++;
  }
  const same = (lines: readonly string[]) => lines.map((text): DiffLine => ({ mark: " ", text }));
  return [
    ...same(after.slice(0, head)),
    ...diffMiddle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...same(after.slice(after.length - tail)),
  ];
}

/** What changed, with a little of what is around it. */
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

function diffMiddle(before: readonly string[], after: readonly string[]): DiffLine[] {
  const gone = before.map((text): DiffLine => ({ mark: "-", text }));
  const come = after.map((text): DiffLine => ({ mark: "+", text }));
  if (before.length * after.length > MOST_PAIRS) {
    return [...gone, ...come];
  }
  // How many lines the rests behind each pair of places have in common at most.
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  const at = (row: number, column: number) => common[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      common[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const lines: DiffLine[] = [];
  let [row, column] = [0, 0];
  while (row < before.length && column < after.length) {
    const text = before[row];
    if (text !== undefined && text === after[column]) {
      lines.push({ mark: " ", text });
      row++;
      column++;
    } else if (at(row + 1, column) >= at(row, column + 1)) {
      lines.push(...gone.slice(row, ++row));
    } else {
      lines.push(...come.slice(column, ++column));
    }
  }
  return [...lines, ...gone.slice(row), ...come.slice(column)];
}
