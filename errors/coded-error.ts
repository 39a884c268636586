import type { ErrorCode } from "./codes";
import { withCode } from "./with-code";

/** An error with a code, which `cdknomad explain CODE` describes. The code is at the end of the message. */
// no code: this is the class that adds it
export class CodedError extends Error {
  /** What is wrong and what to do, without the code: for a message that contains this one. */
  readonly reason: string;

  /**
   * @param code the code, which has a page in `docs/errors/`
   * @param reason what is wrong and what to do, without the code
   */
  constructor(
    readonly code: ErrorCode,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(withCode(code, reason), options);
    this.name = "CodedError";
    this.reason = reason;
  }
}
