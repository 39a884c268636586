/** What a check found wrong, before a plan or an apply is half way. */
export interface Finding {
  /** A problem makes an apply fail; a warning may; what is unknown could not be looked at. */
  readonly level: "problem" | "warning" | "unknown";
  /** Where, what was got, and how to mend it. */
  readonly message: string;
}

/** What makes an apply fail. */
export const problem = (message: string): Finding => ({ level: "problem", message });

/** What may make an apply fail, or something after it. */
export const warning = (message: string): Finding => ({ level: "warning", message });

/** What could not be looked at, and what lets it. */
export const unknown = (message: string): Finding => ({ level: "unknown", message });

/**
 * Goes on only if no check found a problem.
 *
 * @throws Error with all problems, each below the other
 */
export function requireNone(findings: readonly Finding[], heading: string): void {
  const problems = findings.filter(({ level }) => level === "problem");
  if (problems.length > 0) {
    const lines = problems.map(({ message }) => message.replace(/^/gm, "  "));
    throw new Error(`${heading}:\n${lines.join("\n")}`);
  }
}
