import { formatElapsed } from "../../tools/progress";
import type { Step } from "./steps";

/** The moment from which the duration of a registration is counted. */
export interface Moment {
  readonly what: "the change" | "the start";
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What was done since then. */
  readonly steps: Step[];
}

/** Returns how long ago a moment was, such as `1.2 s after the change`. */
export function elapsedSince({ what, at }: Pick<Moment, "what" | "at">): string {
  return `${formatElapsed(Date.now() - at)} after ${what}`;
}
