import type { Issue } from "../issue";

/**
 * A job specification that cannot be encoded or decoded. It carries every problem, not only the first.
 *
 * @see docs/errors/README.md
 */
// no code: each of the issues has one
export class SpecError extends Error {
  override readonly name = "SpecError";

  /** @param issues all problems, in the order of the specification */
  constructor(readonly issues: readonly Issue[]) {
    super(issues.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join("\n"));
  }
}
