import { isRuntimeValue } from "../spec";

/**
 * Whether a value is final at synthesis. Nomad replaces `${...}` on the node, and Terraform replaces the tokens of cdktf at apply, so
 * no rule may check such a value.
 *
 * @param value any value of a specification
 */
export function isKnown(value: unknown): boolean {
  if (typeof value === "string") {
    return !value.includes("${") && !value.includes("TfToken[") && !/-\d\.\d+e\+2[89]\d/.test(value);
  }
  return !isRuntimeValue(value);
}

/** Whether a text is set, not empty, and final. */
export function isKnownText(value: unknown): value is string {
  return typeof value === "string" && value !== "" && isKnown(value);
}

/** Whether a number is set and final. */
export function isKnownNumber(value: unknown): value is number {
  return typeof value === "number" && isKnown(value);
}
