/** How many letters have to be put in, taken out or changed to make one word of the other. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [row, letter] of [...a].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...b].entries()) {
      const [above = 0, diagonal = 0, left = 0] = [previous[column + 1], previous[column], current[column]];
      current.push(Math.min(above + 1, left + 1, diagonal + (letter === other ? 0 : 1)));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}

/**
 * The name that was probably meant, if one is near enough to be a slip of the finger.
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
