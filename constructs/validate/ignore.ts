import { createIssue, type Issue, type IssueOf, issueKind, nearest } from "../issue";
import type { RuleCode } from "./codes";
import { isKnownText } from "./known";
import type { AnyRule } from "./rule";
import { RULES } from "./rules";

/**
 * A rule that does not apply to one job, and the reason. An ignore without effect is an error (`ignore-without-effect`).
 *
 * @see docs/errors/README.md
 */
export interface Ignore {
  /** Code of the rule. */
  readonly code: RuleCode;
  /** Why the rule does not apply to this job. Not empty. */
  readonly reason: string;
}

const unknownCode = issueKind({
  code: "ignore-unknown-code",
  level: "error",
  messages: {
    unknownCode: ({ code, meant }: { code: string; meant: string | undefined }) =>
      `there is no rule "${code}"; ${meant === undefined ? "docs/errors lists the rules" : `did you mean "${meant}"`}`,
  },
});

const notAllowed = issueKind({
  code: "ignore-not-allowed",
  level: "error",
  messages: { notAllowed: ({ code }: { code: string }) => `Nomad refuses what "${code}" reports; fix the job` },
});

const withoutReason = issueKind({
  code: "ignore-without-reason",
  level: "error",
  messages: {
    withoutReason: ({ code }: { code: string }) => `it is empty; explain why "${code}" does not apply to this job`,
  },
});

const withoutEffect = issueKind({
  code: "ignore-without-effect",
  level: "error",
  messages: { withoutEffect: ({ code }: { code: string }) => `the job has no issue "${code}"; remove it` },
});

/** All kinds of problems of an ignore. */
export const IGNORE_ISSUES = [unknownCode, notAllowed, withoutReason, withoutEffect] as const;

/** A problem of an ignore itself. */
export type IgnoreIssue = IssueOf<(typeof IGNORE_ISSUES)[number]>;

const BY_CODE: ReadonlyMap<string, AnyRule> = new Map(RULES.map((each) => [each.code, each]));

function problemOf({ code, reason }: Ignore, path: string, issues: readonly Issue[]): IgnoreIssue | undefined {
  const rule = BY_CODE.get(code);
  if (rule === undefined) {
    const meant = nearest(code, BY_CODE.keys());
    return createIssue(unknownCode, { path: `${path}.code`, problem: "unknownCode", code, meant });
  }
  if (rule.refusedByNomad) {
    return createIssue(notAllowed, { path: `${path}.code`, problem: "notAllowed", code });
  }
  if (!isKnownText(reason) || reason.trim() === "") {
    return createIssue(withoutReason, { path: `${path}.reason`, problem: "withoutReason", code });
  }
  if (!issues.some((issue) => issue.code === code)) {
    return createIssue(withoutEffect, { path, problem: "withoutEffect", code });
  }
  return undefined;
}

/**
 * Removes the issues that a job ignores. An ignore that is not allowed, or that has no effect, is an issue itself, so that no
 * ignore remains after its reason is gone.
 *
 * @param issues the issues of the job
 * @param ignores the rules that the job ignores
 */
export function applyIgnores<Found extends Issue>(
  issues: readonly Found[],
  ignores: readonly Ignore[],
): (Found | IgnoreIssue)[] {
  const hidden = new Set<string>();
  const problems: IgnoreIssue[] = [];
  for (const [index, ignore] of ignores.entries()) {
    const problem = problemOf(ignore, `ignore[${index}]`, issues);
    if (problem) {
      problems.push(problem);
    } else {
      hidden.add(ignore.code);
    }
  }
  return [...issues.filter(({ code }) => !hidden.has(code)), ...problems];
}
