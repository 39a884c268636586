import { createIssue, type FoundOf, type IssueKind, type Messages } from "../issue";
import { type SpecIssue, wrongKind } from "./issues";

/** Collects all problems of a specification while it is encoded or decoded. */
export class Report {
  readonly issues: SpecIssue[] = [];

  /**
   * Adds a problem.
   *
   * @param kind the code
   * @param found where, which problem of the code, and the parameters of its message
   */
  add<Code extends SpecIssue["code"], M extends Messages>(
    kind: IssueKind<Code, "error", M>,
    found: FoundOf<M>,
  ): undefined {
    this.issues.push(createIssue(kind, found) as unknown as SpecIssue);
    return undefined;
  }

  /** Adds a value of the wrong type. The value itself is not in the message, because it may be a secret. */
  wrongKind(path: string, got: unknown, allowed: string, fix?: string): undefined {
    return this.add(wrongKind, { path, problem: "wrongKind", got: kindOf(got), allowed, fix });
  }
}

/** The type of a value, in words. */
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
