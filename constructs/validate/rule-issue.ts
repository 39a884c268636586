import type { IssueOf } from "../issue";
import type { RULES } from "./rules";

/** A problem that a rule reports. */
export type RuleIssue = IssueOf<(typeof RULES)[number]>;
