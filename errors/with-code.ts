import type { ErrorCode } from "./codes";

/** Returns a message with its code at the end, which is the form of each error and warning of cdknomad. */
export function withCode(code: ErrorCode, message: string): string {
  return `${message} (${code})`;
}
