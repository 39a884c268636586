import { formatElapsed } from "./progress";

/** Number of compiled packages from which the remaining time is estimated. */
const ENOUGH = 20;

/**
 * Returns a function that counts one compiled package and returns the progress text. The estimate of the remaining time
 * assumes that the other packages take as long as those so far.
 *
 * @param total number of packages to compile; undefined if it is unknown
 * @param now returns the time in milliseconds
 */
export function compiling(total: number | undefined, now: () => number = Date.now): () => string {
  const began = now();
  let compiled = 0;
  return () => {
    compiled++;
    if (total === undefined || compiled > total) {
      return `compiling, package ${compiled}`;
    }
    if (compiled === total) {
      return `compiling, package ${total} of ${total}, and linking`;
    }
    const left = ((now() - began) / compiled) * (total - compiled);
    const about = compiled < ENOUGH ? "" : `, about ${formatElapsed(left)} left`;
    return `compiling, package ${compiled} of ${total}${about}`;
  };
}
