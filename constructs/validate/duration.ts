import { parseDuration } from "../spec";
import { isKnown } from "./known";

/** Nanoseconds of a second. */
export const SECOND = 1_000_000_000;

/**
 * The length of a duration in nanoseconds; nothing where it is not set, not known yet or not a duration.
 *
 * @param duration as `"1h30m"`
 */
export function nanoseconds(duration: unknown): number | undefined {
  return typeof duration === "string" && isKnown(duration) ? parseDuration(duration) : undefined;
}
