import type { FoundOf, FoundProblem, IssueKind, Messages } from "../issue";
import type { JobView } from "./job-view";

/**
 * Facts about the cluster of a job, for the rules.
 *
 * @see docs/reference/settings.md
 */
export interface ClusterFacts {
  /**
   * Number of nodes that the job may be placed on.
   * @default - unknown; a rule then assumes that there are enough, unless its page says otherwise
   */
  readonly nodes?: number;
}

/** What every rule has, whatever it finds. */
export interface AnyRule extends IssueKind<string, "error" | "warning"> {
  /** One line for lists of rules. */
  readonly title: string;
  /** Whether Nomad's servers refuse such a job. Such a rule cannot be ignored, because that would only delay the error. */
  readonly refusedByNomad: boolean;
  /**
   * Yields each place of the job that breaks the rule.
   *
   * @param job the job, laid out flat
   * @param cluster the facts about the cluster
   */
  readonly check: (job: JobView, cluster: ClusterFacts) => Iterable<FoundProblem>;
}

/** A rule over a whole job. It is pure, and it reports nothing for a value that is not known before the apply. */
export interface Rule<Code extends string, M extends Messages> extends AnyRule {
  readonly code: Code;
  readonly messages: M;
  readonly check: (job: JobView, cluster: ClusterFacts) => Iterable<FoundOf<M>>;
}

/** Defines a rule. The compiler checks that each problem it yields has a message, with exactly the parameters of that message. */
export function rule<const Code extends string, M extends Messages>(definition: Rule<Code, M>): Rule<Code, M> {
  return definition;
}
