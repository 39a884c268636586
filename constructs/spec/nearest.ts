/** How many letters have to be put in, taken out, changed or swapped with their neighbour to make one word of the other. */
function distance(a: string, b: string): number {
  let twoAbove: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const at = (line: readonly number[], index: number) => line[index] ?? 0;
      const same = a[row - 1] === b[column - 1];
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1] && row > 1 && column > 1;
      current[column] = Math.min(
        at(above, column) + 1,
        at(current, column - 1) + 1,
        at(above, column - 1) + (same ? 0 : 1),
        swapped ? at(twoAbove, column - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    twoAbove = above;
    above = current;
  }
  return above[b.length] ?? 0;
}

/**
 * The name that was probably meant, if one is near enough to be a slip of the finger. The form that names have in HCL,
 * `max_parallel`, is as near as can be.
 *
 * @param got what was written
 * @param names what there is
 */
export function nearest(got: string, names: Iterable<string>): string | undefined {
  const plain = (name: string) => name.toLowerCase().replaceAll("_", "");
  let best: string | undefined;
  let least = Math.max(1, Math.floor(got.length / 3)) + 1;
  for (const name of names) {
    const steps = distance(plain(got), plain(name));
    if (steps < least) {
      best = name;
      least = steps;
    }
  }
  return best;
}
