export { applyIgnores, type Ignore } from "./ignore";
export { printIssue } from "./print-issue";
export type { ClusterFacts, Finding, Rule } from "./rule";
export { RULE_CODES, RULES, type RuleCode } from "./rules";
export { validateJob } from "./validate-job";
