import { type Issue, nearest } from "../spec";
import type { RuleCode } from "./codes";
import { isKnownText } from "./known";
import type { Rule } from "./rule";
import { RULES } from "./rules";

/** A rule that is switched off for one job, and why. */
export interface Ignore {
  /** The code of the rule. */
  readonly code: RuleCode;
  /** Why the rule does not hold for this job; for the people who read it later. */
  readonly reason: string;
}

const BY_CODE: ReadonlyMap<string, Rule> = new Map(RULES.map((each) => [each.code, each]));

function error(code: string, path: string, message: string): Issue {
  return { code, path, message, level: "error" };
}

/** What is wrong with one ignore, or nothing. */
function problem({ code, reason }: Ignore, path: string, issues: readonly Issue[]): Issue | undefined {
  const known = BY_CODE.get(code);
  if (known === undefined) {
    const meant = nearest(code, BY_CODE.keys());
    const mend = meant === undefined ? "docs/errors lists them" : `did you mean "${meant}"`;
    return error("ignore-unknown-code", `${path}.code`, `there is no rule "${code}"; ${mend}`);
  }
  if (known.refusedByNomad) {
    return error("ignore-not-allowed", `${path}.code`, `Nomad itself refuses what "${code}" reports; mend the job`);
  }
  if (!isKnownText(reason) || reason.trim() === "") {
    return error(
      "ignore-without-reason",
      `${path}.reason`,
      `it is empty; say why "${code}" does not hold for this job`,
    );
  }
  if (!issues.some((issue) => issue.code === code)) {
    return error("ignore-without-effect", path, `the job has no issue "${code}"; remove it`);
  }
  return undefined;
}

/**
 * Takes out the issues that a job ignores. An ignore that is not allowed, or that hides nothing, hides nothing and is an issue
 * itself, so that none is left behind when its reason is gone.
 *
 * @param issues the issues of the job
 * @param ignores what the job ignores
 */
export function applyIgnores(issues: readonly Issue[], ignores: readonly Ignore[]): Issue[] {
  const hidden = new Set<string>();
  const problems: Issue[] = [];
  for (const [index, ignore] of ignores.entries()) {
    const found = problem(ignore, `ignore[${index}]`, issues);
    if (found) {
      problems.push(found);
    } else {
      hidden.add(ignore.code);
    }
  }
  return [...issues.filter(({ code }) => !hidden.has(code)), ...problems];
}
