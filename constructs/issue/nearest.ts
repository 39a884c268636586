import { distance } from "fastest-levenshtein";

/**
 * The greatest number of letters by which a name may differ from what was written, so that it is suggested. The provider uses the
 * same limit (`provider/internal/suggest`).
 */
function greatestDistance(length: number): number {
  return length < 4 ? 1 : Math.max(2, Math.floor(length / 3));
}

/**
 * Returns the name that was probably meant, or nothing if none is similar. Capital letters and underscores do not count, so that
 * the form of HCL, `max_parallel`, finds `maxParallel`.
 *
 * @param got what was written
 * @param names the names that exist
 */
export function nearest(got: string, names: Iterable<string>): string | undefined {
  const plain = (name: string) => name.toLowerCase().replaceAll("_", "");
  const written = plain(got);
  let best: string | undefined;
  let least = greatestDistance(written.length) + 1;
  for (const name of names) {
    const steps = distance(written, plain(name));
    if (steps < least) {
      best = name;
      least = steps;
    }
  }
  return best;
}
