import { NotReadyError } from "./send";

/** How long to wait between two tries, in milliseconds. */
const PAUSE = 100;

/**
 * Tries again as long as the server is not ready.
 *
 * @param patience give up after so many milliseconds
 * @throws whatever the last try threw; at once if it is no {@link NotReadyError}
 */
export async function patiently<T>(patience: number, attempt: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof NotReadyError) || Date.now() > deadline) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}
