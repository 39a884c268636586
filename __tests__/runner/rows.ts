import { setTimeout } from "node:timers/promises";

/** A piece of work, and how it is called in the list of times. */
export interface Work<Row, Result> {
  readonly name: string;
  readonly run: (row: Row) => Result | Promise<Result>;
}

/** What a piece of work returned, and for how long it ran. */
export interface Done<Result> {
  readonly name: string;
  readonly result: Result;
  /** In milliseconds. */
  readonly took: number;
}

/**
 * Runs pieces of work in their order, as many beside each other as there are rows: a row that is free takes the next one.
 *
 * @param between milliseconds between the first pieces of two rows, so that not all labs start at once. @default 0
 * @throws what a piece of work throws, after the others of its time ended
 */
export async function inRows<Row, Result>(
  rows: readonly Row[],
  work: readonly Work<Row, Result>[],
  between = 0,
): Promise<Done<Result>[]> {
  const waiting = [...work];
  const done: Done<Result>[] = [];
  const ended = await Promise.allSettled(
    rows.map(async (row, index) => {
      await setTimeout(index * between);
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const began = Date.now();
        const result = await next.run(row);
        done.push({ name: next.name, result, took: Date.now() - began });
      }
    }),
  );
  for (const row of ended) {
    if (row.status === "rejected") {
      throw row.reason;
    }
  }
  return done;
}
