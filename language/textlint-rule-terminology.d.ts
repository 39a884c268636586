declare module "textlint-rule-terminology" {
  /** Reports words for which the options name another one. The package has no types of its own. */
  const rule: import("@textlint/types").TextlintRuleModule;
  export default rule;
}
