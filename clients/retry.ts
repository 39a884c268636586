import { CodedError, reasonOf } from "../errors";

/** Condition and duration of {@link retry}. */
export interface RetryOptions {
  /** Milliseconds after which no further attempt starts. @default - no limit */
  readonly limit?: number;
  /** Largest number of attempts. @default - no limit */
  readonly most?: number;
  /** What is waited for; if given, the error names it. @default - the last error is thrown as it is */
  readonly what?: string;
  /** Milliseconds between two attempts, or a function of the error and the number of attempts. @default 50 */
  readonly pause?: number | ((error: unknown, attempts: number) => number);
  /** Stops the attempts at once when it aborts. @default - never */
  readonly signal?: AbortSignal | undefined;
  /** Whether an error may disappear. @default - each error may */
  readonly isTransient?: (error: unknown) => boolean;
  /** Called after each failure; returns the reason why further attempts are pointless. @default - they never are */
  readonly hopeless?: () => string | undefined;
}

/**
 * Repeats an attempt until it succeeds.
 *
 * @throws the last error, or a CodedError that names what was waited for and the last error
 */
export async function retry<T>(options: RetryOptions, attempt: () => Promise<T>): Promise<T> {
  const {
    limit = Number.POSITIVE_INFINITY,
    most = Number.POSITIVE_INFINITY,
    what,
    pause = 50,
    signal,
    isTransient = () => true,
    hopeless,
  } = options;
  const deadline = Date.now() + limit;
  const aborted = new Promise<never>((_, reject) => {
    signal?.addEventListener("abort", () => reject(new CodedError("wait-failed", "interrupted")), { once: true });
  });
  // The signal may abort when nothing waits for it anymore.
  aborted.catch(() => {});
  for (let attempts = 1; ; attempts++) {
    try {
      signal?.throwIfAborted();
      return await Promise.race([attempt(), aborted]);
    } catch (error) {
      const reason = signal?.aborted ? "interrupted" : hopeless?.();
      if (reason) {
        throw new CodedError("wait-failed", what === undefined ? reason : `${what}: ${reason}`);
      }
      if (!isTransient(error)) {
        throw error;
      }
      if (Date.now() > deadline || attempts >= most) {
        throw what === undefined
          ? error
          : new CodedError("wait-failed", `${what}: not within ${limit / 1000} s; last error: ${reasonOf(error)}`);
      }
      const milliseconds = typeof pause === "number" ? pause : pause(error, attempts);
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
    }
  }
}
