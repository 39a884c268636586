import { parseDuration } from "../spec";
import { isKnown } from "./known";

/** Nanoseconds of a second. */
export const SECOND = 1_000_000_000;

/** A program writes few durations, and Nomad's defaults come back in every job. */
const read = new Map<string, number | undefined>();

/**
 * The length of a duration in nanoseconds; nothing where it is not set, not known yet or not a duration.
 *
 * @param duration as `"1h30m"`
 */
export function nanoseconds(duration: unknown): number | undefined {
  if (typeof duration !== "string") {
    return undefined;
  }
  if (!read.has(duration)) {
    read.set(duration, isKnown(duration) ? parseDuration(duration) : undefined);
  }
  return read.get(duration);
}
