/** Result of a test run. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** Name and reason of each skipped test. */
  readonly skips: readonly string[];
}

/** Result without a test. */
export const none: Counts = { passed: 0, failed: 0, skips: [] };

/** Returns the sum of several results. */
export function sum(...runs: readonly Counts[]): Counts {
  return runs.reduce((total, run) => ({
    passed: total.passed + run.passed,
    failed: total.failed + run.failed,
    skips: [...total.skips, ...run.skips],
  }));
}
