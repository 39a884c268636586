import { stripVTControlCharacters } from "node:util";

/** Result of a test run. */
export interface Counts {
  readonly passed: number;
  /** Name of each failed test, and the beginning of its message. */
  readonly failures: readonly string[];
  /** Name and reason of each skipped test. */
  readonly skips: readonly string[];
}

/** Result without a test. */
export const none: Counts = { passed: 0, failures: [], skips: [] };

/** Most lines of a failed test's message that the summary repeats; the whole message is where the test ran. */
const mostLines = 12;

/** Describes a failed test for the summary: its name, and the beginning of its message. */
export function failureOf(test: string, message = ""): string {
  const lines = stripVTControlCharacters(message)
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(0, mostLines);
  return [test, ...lines.map((line) => `    ${line}`)].join("\n");
}

/** Returns the sum of several results. */
export function sum(...runs: readonly Counts[]): Counts {
  return runs.reduce((total, run) => ({
    passed: total.passed + run.passed,
    failures: [...total.failures, ...run.failures],
    skips: [...total.skips, ...run.skips],
  }));
}
