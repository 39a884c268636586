/** Durations in milliseconds by the name of the step. */
export type Parts = ReadonlyMap<string, readonly number[]>;

/** A line of `cdknomad dev --timings`, such as `  noticed after 0.10 s, program 1.20 s`. */
const LINE = /^ {2}(?:[a-z ]+ \d+\.\d\d s(?:, |$))+$/;

/** Returns how long each step took, from the output of `cdknomad dev --timings`. */
export function partsOf(output: string): Parts {
  const parts = new Map<string, number[]>();
  for (const line of output.split("\n").filter((one) => LINE.test(one))) {
    for (const [, name = "", seconds] of line.matchAll(/([a-z][a-z ]*?) (\d+\.\d\d) s/g)) {
      parts.set(name, [...(parts.get(name) ?? []), Number(seconds) * 1000]);
    }
  }
  return parts;
}
