import { formatElapsed } from "./progress";

/** Before so many packages are compiled nothing can be said of those that are left. */
const ENOUGH = 20;

/**
 * What to say of a build at each package that it compiles: how many of them, and about how long the others take if they take
 * as long as those so far.
 *
 * @param total how many there are; undefined if nobody knows
 * @param now the time in milliseconds
 */
export function compiling(total: number | undefined, now: () => number = Date.now): () => string {
  const began = now();
  let compiled = 0;
  return () => {
    compiled++;
    if (total === undefined || compiled > total) return `compiling, package ${compiled}`;
    if (compiled === total) return `compiling, package ${total} of ${total}, and linking`;
    const left = ((now() - began) / compiled) * (total - compiled);
    const about = compiled < ENOUGH ? "" : `, about ${formatElapsed(left)} left`;
    return `compiling, package ${compiled} of ${total}${about}`;
  };
}
