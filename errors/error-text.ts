import { CodedError } from "./coded-error";
import { reasonOf } from "./reason-of";
import { SeveralErrors } from "./several-errors";
import { withCode } from "./with-code";

/** Returns the text that a command prints for an error that ends it. The text contains the code of each error. */
export function errorText(error: unknown): string {
  if (error instanceof CodedError || error instanceof SeveralErrors) {
    return error.message;
  }
  // `cdk/` reports it, which imports nothing of the commands.
  if (error instanceof Error && "code" in error && error.code === "package-missing") {
    return error.message;
  }
  // Node adds the name of the system call to an error of the operating system.
  const isSystem = typeof error === "object" && error !== null && "syscall" in error;
  return withCode(isSystem ? "system-error" : "unexpected-error", reasonOf(error));
}
