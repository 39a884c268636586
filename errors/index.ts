export { CodedError } from "./coded-error";
export type { CheckCode, CommandCode, ErrorCode, LabCode, ProgramCode } from "./codes";
export { errorText } from "./error-text";
export { reasonOf } from "./reason-of";
export { SeveralErrors } from "./several-errors";
export { withCode } from "./with-code";
