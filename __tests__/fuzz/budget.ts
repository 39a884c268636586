import type { Parameters } from "fast-check";

/** For how many seconds a suite is to run; absent in CI, where each property has a number of runs. */
const given = Number(process.env.CDKNOMAD_FUZZ_SECONDS ?? 0);

/** The seed of CI, where each run is to be the same as the last; fast-check prints it, and the path, with a failure. */
const SEED = 20_260_801;

/**
 * How long a property runs: so many times, the same each time; or with `CDKNOMAD_FUZZ_SECONDS` its part of that time from
 * a new seed.
 *
 * @param runs in CI
 * @param share the property's part of the suite's time, 0 to 1
 */
export function budget(runs: number, share: number): Parameters<unknown> {
  return given === 0
    ? { numRuns: runs, seed: SEED }
    : { numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: given * share * 1000, maxSkipsPerRun: 1_000_000 };
}

/** Jest's limit for one property. */
export const patience = given === 0 ? 300_000 : (given + 300) * 1000;
