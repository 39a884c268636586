import type { Issue } from "../spec";
import type { JobView } from "./job-view";

/** One place where a rule is broken; the rule adds its code and its level. */
export interface Finding {
  /** Where, with labels in place of indexes: `groups.dns.tasks.coredns.services.coredns.port`. */
  readonly path: string;
  /** What was got, what is allowed, how to mend it; lower case, no full stop. */
  readonly message: string;
}

/** What is known about the cluster that a job is meant for. */
export interface ClusterFacts {
  /**
   * How many nodes the job may be placed on.
   * @default - unknown, and every rule assumes that there are enough, but for those that say so
   */
  readonly nodes?: number;
}

/** A rule over a whole job: pure, and silent wherever a value is only known later. */
export interface Rule<Code extends string = string> {
  /** Stable, kebab-case; names the page in `docs/errors`. */
  readonly code: Code;
  /** An error stops the synthesis, a warning does not. */
  readonly level: Issue["level"];
  /** One line for lists of rules. */
  readonly title: string;
  /** Whether Nomad's servers refuse such a job themselves, so that ignoring the rule could only delay the error. */
  readonly refusedByNomad: boolean;
  /**
   * Yields every place of the job that breaks the rule.
   *
   * @param job the job, laid out
   * @param cluster what is known about the cluster
   */
  readonly check: (job: JobView, cluster: ClusterFacts) => Iterable<Finding>;
}

/** Types a rule, keeping its code a literal. */
export function rule<const Code extends string>(definition: Rule<Code>): Rule<Code> {
  return definition;
}
