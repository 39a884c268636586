import type { Issue, JobSpec } from "../spec";
import { viewJob } from "./job-view";
import type { ClusterFacts } from "./rule";
import { RULES } from "./rules";

/**
 * Looks at a whole job before Nomad does. It is pure: the same job gives the same issues, in the same order.
 *
 * An error is what Nomad's servers would refuse, or what can never work on any cluster; whatever is only known later, in a
 * `${...}` or a token of cdktf, breaks no rule.
 *
 * @param spec the job
 * @param cluster what is known about the cluster that it is for
 * @returns every problem; none for a sound job
 * @see docs/errors
 */
export function validateJob(spec: JobSpec, cluster: ClusterFacts = {}): Issue[] {
  const job = viewJob(spec);
  const issues: Issue[] = [];
  const seen = new Set<string>();
  for (const { code, level, check } of RULES) {
    for (const { path, message } of check(job, cluster)) {
      // a block of the job is looked at once for each of its groups
      const key = `${code}\n${path}\n${message}`;
      if (!seen.has(key)) {
        seen.add(key);
        issues.push({ code, path, message, level });
      }
    }
  }
  return issues;
}
