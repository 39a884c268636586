/** What came of a run of tests. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** The name of each skipped test, and why it was. */
  readonly skips: readonly string[];
}

/** No test at all. */
export const none: Counts = { passed: 0, failed: 0, skips: [] };

/** Several runs as one. */
export function sum(...runs: readonly Counts[]): Counts {
  return runs.reduce((total, run) => ({
    passed: total.passed + run.passed,
    failed: total.failed + run.failed,
    skips: [...total.skips, ...run.skips],
  }));
}
