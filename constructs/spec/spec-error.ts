import type { Issue } from "../issue";

/**
 * The error for a job specification that cannot be encoded or decoded. It has all problems, each with a code.
 *
 * @see docs/errors/README.md
 */
// no code: each of the issues has one
export class SpecError extends Error {
  /** Name of the class. */
  override readonly name = "SpecError";

  /** @param issues all problems, in the order of the specification */
  constructor(readonly issues: readonly Issue[]) {
    super(issues.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join("\n"));
  }
}
