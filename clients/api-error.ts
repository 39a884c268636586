import { CodedError, type ErrorCode } from "../errors";

/** A request to Nomad or Consul that failed: the server did not answer, or answered with a status other than 2xx. */
export class ApiError extends CodedError {
  /**
   * @param status HTTP status of the answer; 0 if there is no answer
   * @param message what was requested and what the server answered
   * @param code the code @default - by the status
   */
  constructor(
    readonly status: number,
    message: string,
    code: ErrorCode = codeOf(status),
  ) {
    super(code, message);
    this.name = "ApiError";
  }
}

function codeOf(status: number): ErrorCode {
  return status === 0 ? "server-unreachable" : status === 401 || status === 403 ? "rights-missing" : "server-refused";
}
