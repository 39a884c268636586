import path from "node:path";
import { JOB_ISSUE_CODES } from "../../../constructs/job-issue";
import { RULE_CODES, RULES } from "../../../constructs/validate";
import { errorPage, exampleOf, messagesOf, withMessages } from "../../../packaging/error-pages";
import { PATTERN_ISSUES } from "../../../patterns/issues";

const CODES: readonly string[] = [...JOB_ISSUE_CODES, ...PATTERN_ISSUES.map(({ code }) => code)];
const ROOT = path.join(__dirname, "../../..");
const OF_RULES: readonly string[] = RULES.map(({ code }) => code);

/** The codes of the messages of an example. */
function codesOf(example: string): string[] {
  return [...new Set(messagesOf(example).map((message) => /\(([a-z-]+)\)$/.exec(message)?.[1] ?? message))];
}

const page = (code: string) => errorPage(ROOT, code);

test("the codes are those of the rules, in their order", () => {
  expect(RULE_CODES).toEqual(OF_RULES);
});

test.each([...RULES])("the page of $code has its level, its title and whether it can be ignored", (rule) => {
  const level = rule.level === "error" ? "Error" : "Warning";
  expect(page(rule.code)).toContain(`# \`${rule.code}\`\n\n${level}: ${rule.title}.\n`);
  expect(page(rule.code)).toContain(rule.refusedByNomad ? "cannot be ignored" : `ignore: [{ code: "${rule.code}", `);
});

test.each(CODES)("the example of %s has this code and no other", (code) => {
  expect(codesOf(exampleOf(ROOT, code, "Example"))).toEqual([code]);
});

test.each(CODES)("the corrected example of %s has no problem", (code) => {
  expect(codesOf(exampleOf(ROOT, code, "Fix"))).toEqual([]);
});

test.each(CODES)(
  "the page of %s shows the current messages of its example; packaging/write-error-pages.ts updates it",
  (code) => {
    expect(page(code)).toBe(withMessages(ROOT, code));
  },
);

test("the list of job codes has those of the encoder, of ignores, of constructs, and of the rules", () => {
  const others = ["bad-duration", "consul-role-missing", "ignore-without-reason", "volume-source", "wrong-kind"];
  expect(CODES).toEqual(expect.arrayContaining([...others, ...OF_RULES]));
});
