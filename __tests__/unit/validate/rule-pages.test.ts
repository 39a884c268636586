import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { RULE_CODES, RULES } from "../../../constructs/validate";
import { errorCodes, errorPage, exampleOf, messagesOf, withMessages } from "../../../packaging/error-pages";

const ROOT = join(__dirname, "../../..");
const PAGES = join(ROOT, "docs/errors");
const CODES = errorCodes(ROOT);
const OF_RULES: readonly string[] = RULES.map(({ code }) => code);

/** The codes that an example is told. */
function codesOf(example: string): string[] {
  return [...new Set(messagesOf(example).map((message) => /\(([a-z-]+)\)$/.exec(message)?.[1] ?? message))];
}

const page = (code: string) => errorPage(ROOT, code);

test("the codes are those of the rules, in their order", () => {
  expect(RULE_CODES).toEqual(OF_RULES);
});

test("there is a page for every code and for nothing else", () => {
  const pages = readdirSync(PAGES).map((file) => file.replace(/\.md$/, ""));
  expect(pages.sort()).toEqual([...CODES, "README"].sort());
});

test("the list of pages names every code and says the rule's title", () => {
  const list = readFileSync(join(PAGES, "README.md"), "utf8");
  for (const { code, title } of RULES) {
    expect(list).toContain(`| [\`${code}\`](${code}.md) | ${title} |`);
  }
  for (const code of CODES.filter((each) => !OF_RULES.includes(each))) {
    const [, title] = /^Error: (.*)\.$/m.exec(page(code)) ?? [];
    expect(list).toContain(`| [\`${code}\`](${code}.md) | ${title} |`);
  }
});

test.each([...RULES])("the page of $code says its level, its title and whether it can be ignored", (rule) => {
  const level = rule.level === "error" ? "Error" : "Warning";
  expect(page(rule.code)).toContain(`# \`${rule.code}\`\n\n${level}: ${rule.title}.\n`);
  expect(page(rule.code)).toContain(rule.refusedByNomad ? "cannot be ignored" : `ignore: [{ code: "${rule.code}", `);
});

test.each(CODES)("the bad example of %s is told this code and no other", (code) => {
  expect(codesOf(exampleOf(ROOT, code, "Bad"))).toEqual([code]);
});

test.each(CODES)("the good example of %s is told nothing", (code) => {
  expect(codesOf(exampleOf(ROOT, code, "Good"))).toEqual([]);
});

test.each(CODES)(
  "the page of %s has what its bad example is told now; packaging/write-error-pages.ts writes it anew",
  (code) => {
    expect(page(code)).toBe(withMessages(ROOT, code));
  },
);

test("knows the codes of the encoder, of ignores and of constructs from the sources, beside those of the rules", () => {
  const others = ["bad-duration", "consul-role-missing", "ignore-without-reason", "volume-source", "wrong-kind"];
  expect(CODES).toEqual(expect.arrayContaining([...others, ...OF_RULES]));
});
