export { RULE_CODES, type RuleCode } from "./codes";
export { applyIgnores, type Ignore } from "./ignore";
export { printIssue } from "./print-issue";
export type { ClusterFacts, Finding, Rule } from "./rule";
export { RULES } from "./rules";
export { validateJob } from "./validate-job";
