/**
 * Whether a value is final at synthesis. Nomad fills in `${...}` on the node and Terraform fills in cdktf's tokens at apply:
 * of those nothing can be said here, so no rule may judge them.
 *
 * @param value any value of a specification
 */
export function isKnown(value: unknown): boolean {
  if (typeof value === "string") {
    return !value.includes("${") && !value.includes("TfToken[");
  }
  if (typeof value === "number") {
    // cdktf encodes a number that it does not know yet as one of about -1.9e289
    return value > -1e200;
  }
  return true;
}

/** A text that is set, not empty and final. */
export function isKnownText(value: unknown): value is string {
  return typeof value === "string" && value !== "" && isKnown(value);
}

/** A number that is set and final. */
export function isKnownNumber(value: unknown): value is number {
  return typeof value === "number" && isKnown(value);
}
