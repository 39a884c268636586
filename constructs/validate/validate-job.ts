import { createIssue, type IssueKind } from "../issue";
import type { JobSpec } from "../spec";
import { viewJob } from "./job-view";
import type { AnyRule, ClusterFacts } from "./rule";
import type { RuleIssue } from "./rule-issue";
import { RULES } from "./rules";

/** The rules in the order in which their issues are reported: errors first, because they stop the synthesis. */
const ORDERED: readonly AnyRule[] = [...RULES].sort(
  (one, other) => Number(one.level === "warning") - Number(other.level === "warning"),
);

/**
 * Checks a whole job before Nomad does. The function is pure: the same job gives the same issues, in the same order.
 *
 * An error is a job that Nomad's servers would refuse, or one that cannot work on any cluster. A value that is known only at
 * apply (`${...}`, or a token of cdktf) breaks no rule.
 *
 * @param spec the job
 * @param cluster the facts about the cluster that the job is for
 * @returns every problem; an empty list for a sound job
 * @see docs/errors
 */
export function validateJob(spec: JobSpec, cluster: ClusterFacts = {}): RuleIssue[] {
  const job = viewJob(spec);
  const issues: RuleIssue[] = [];
  const seen = new Set<string>();
  for (const rule of ORDERED) {
    for (const found of rule.check(job, cluster)) {
      const issue = createIssue(rule as IssueKind, found as never) as RuleIssue;
      // A rule looks at a block of the job once for each of its groups.
      const key = `${issue.code}\n${issue.path}\n${issue.message}`;
      if (!seen.has(key)) {
        seen.add(key);
        issues.push(issue);
      }
    }
  }
  return issues;
}
