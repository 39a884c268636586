import { retry } from "../../clients";
import { TransientError } from "./request";

/** Number of attempts. */
const ATTEMPTS = 5;

/** Milliseconds to wait after the first attempt; each later pause is twice as long. */
const FIRST_PAUSE = 1_000;

/** Longest pause in milliseconds that a forge may ask for. */
const LONGEST_PAUSE = 120_000;

/**
 * Repeats an attempt that failed because the forge could not answer. The attempt must look before it writes: the forge may
 * have carried out a request whose answer was lost, and the next attempt must find that.
 *
 * @throws the error of the last attempt; at once if it is not a {@link TransientError}
 */
export function persist<T>(attempt: () => Promise<T>): Promise<T> {
  return retry(
    {
      most: ATTEMPTS,
      isTransient: (error) => error instanceof TransientError,
      pause: (error, attempts) =>
        Math.min((error as TransientError).pause ?? FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE),
    },
    attempt,
  );
}
