import type { Issue } from "./issue";

/** Takes every problem found on the way through a specification. */
export class Report {
  readonly issues: Issue[] = [];

  /**
   * @param code what kind of problem
   * @param path where
   * @param message what was got, what is allowed, how to mend it
   */
  error(code: string, path: string, message: string): void {
    this.issues.push({ code, path, message, level: "error" });
  }

  /** A value that is not what the field holds. Its own text is not told: it may be a secret. */
  wrongKind(path: string, got: unknown, allowed: string, mend?: string): undefined {
    this.error("wrong-kind", path, `got ${kindOf(got)}, allowed is ${allowed}${mend ? `; ${mend}` : ""}`);
    return undefined;
  }
}

/** What a value is, for people. */
function kindOf(value: unknown): string {
  if (value === null) {
    return "null";
  }
  if (Array.isArray(value)) {
    return "a list";
  }
  if (typeof value === "number") {
    return `the number ${value}`;
  }
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
