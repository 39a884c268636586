import { TransientError } from "./request";

/** How often something is tried. */
const TRIES = 5;

/** How long to wait after the first try, in milliseconds; twice as long after each further one. */
const FIRST_PAUSE = 1_000;

/** The longest wait that a forge may ask for, in milliseconds. */
const LONGEST_PAUSE = 120_000;

/**
 * Tries again when the forge could not answer. What is tried has to look first and write then: a request whose answer was
 * lost may have been carried out, and the next try finds that.
 *
 * @throws whatever the last try threw; at once if it is no {@link TransientError}
 */
export async function persist<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof TransientError) || tried === TRIES) {
        throw error;
      }
      const pause = error.pause ?? FIRST_PAUSE * 2 ** (tried - 1);
      await new Promise((resolve) => setTimeout(resolve, Math.min(pause, LONGEST_PAUSE)));
    }
  }
}
