import { CodedError } from "./coded-error";

/** Returns the message of an error for a part of another message: without its code, because that message has its own. */
export function reasonOf(error: unknown): string {
  if (error instanceof CodedError) {
    return error.reason;
  }
  // An error of Node itself is no instance of the Error of another realm.
  return typeof error === "object" && error !== null && "message" in error ? String(error.message) : String(error);
}
