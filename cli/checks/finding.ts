import type { Issue } from "../../constructs/issue";
import { type CheckCode, SeveralErrors } from "../../errors";

/** A problem makes an apply fail, a warning may, and an unknown could not be checked. */
export type Level = "problem" | "warning" | "unknown";

/** An issue that a check found before a plan or an apply starts. */
export type Finding = Pick<Issue<CheckCode, Level>, "code" | "level" | "message">;

/** An issue that makes an apply fail. */
export const problem = (code: CheckCode, message: string): Finding => ({ code, level: "problem", message });

/** An issue that may make an apply fail, or harm what runs after it. */
export const warning = (code: CheckCode, message: string): Finding => ({ code, level: "warning", message });

/** Something that could not be checked, and what makes the check possible. */
export const unknown = (message: string): Finding => ({ code: "not-checked", level: "unknown", message });

/** Message of a finding with its code after the first line; rules to copy follow on their own lines. */
export function findingText({ code, message }: Finding): string {
  const [sentence, ...rules] = message.split("\n");
  return [`${sentence} (${code})`, ...rules].join("\n");
}

/**
 * Continues only if no check found a problem.
 *
 * @throws SeveralErrors with all problems, one per paragraph
 */
export function requireNone(findings: readonly Finding[], heading: string): void {
  const problems = findings.filter(({ level }) => level === "problem");
  if (problems.length > 0) {
    const lines = problems.map((finding) => findingText(finding).replace(/^/gm, "  "));
    throw new SeveralErrors(`${heading}:\n${lines.join("\n")}`);
  }
}
