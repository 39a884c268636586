/** One problem of a job specification, as data. */
export interface Issue {
  /** Stable, kebab-case; the same problem has the same code everywhere. */
  readonly code: string;
  /** Where, with labels in place of indexes: `groups.dns.tasks.coredns.resources.cpu`; empty for the job itself. */
  readonly path: string;
  /** What was got, what is allowed, how to mend it; lower case, no full stop. */
  readonly message: string;
  /** An error stops the synthesis, a warning does not. */
  readonly level: "error" | "warning";
}

/** Thrown for a specification that cannot be translated. It carries every problem, not only the first. */
export class SpecError extends Error {
  override readonly name = "SpecError";

  /** @param issues all problems, in the order in which they stand in the specification */
  constructor(readonly issues: readonly Issue[]) {
    super(issues.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join("\n"));
  }
}
