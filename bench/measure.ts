/** A way to do the work that is measured. */
export interface Contender {
  readonly name: string;
  /** Does it once. What it leaves it removes itself, outside of the time that it returns. */
  readonly run: () => Promise<number>;
}

/**
 * Runs two contenders in turn and prints the medians of their times and of the ratio pair by pair, which holds when the
 * speed of the machine drifts.
 *
 * @param subject what is measured
 * @param ours the one that is spoken of
 * @param other the one it is compared with
 * @param pairs how often each runs, after one run of each that does not count
 */
export async function compare(subject: string, ours: Contender, other: Contender, pairs = 7): Promise<void> {
  await ours.run();
  await other.run();
  const times: { readonly ours: number; readonly other: number }[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    times.push({ ours: await ours.run(), other: await other.run() });
  }
  const line = (name: string, values: readonly number[], unit: string) =>
    console.log(`  ${name.padEnd(44)} ${median(values).toFixed(2)}${unit}  (${spread(values)})`);
  console.log(`${subject}, ${pairs} pairs: median (least to most)`);
  line(
    ours.name,
    times.map((time) => time.ours / 1000),
    " s",
  );
  line(
    other.name,
    times.map((time) => time.other / 1000),
    " s",
  );
  line(
    "ratio",
    times.map((time) => time.ours / time.other),
    "",
  );
}

/** Milliseconds that something takes. */
export async function timed(work: () => Promise<unknown> | unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** The middle of some numbers, or of two the mean. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

function spread(values: readonly number[]): string {
  return `${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)}`;
}
