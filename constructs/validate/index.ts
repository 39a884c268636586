export { RULE_CODES, type RuleCode } from "./codes";
export { applyIgnores, IGNORE_ISSUES, type Ignore, type IgnoreIssue } from "./ignore";
export { printIssue } from "./print-issue";
export type { AnyRule, ClusterFacts } from "./rule";
export type { RuleIssue } from "./rule-issue";
export { RULES } from "./rules";
export { validateJob } from "./validate-job";
