import { formatElapsed } from "../../tools/progress";

/** The moment from which the duration of a registration is counted. */
export interface Moment {
  readonly what: "the change" | "the start";
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Returns how long ago a moment was, such as `1.2 s after the change`. */
export function elapsedSince({ what, at }: Moment): string {
  return `${formatElapsed(Date.now() - at)} after ${what}`;
}
