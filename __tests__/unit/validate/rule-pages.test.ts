import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import type { JobSpec } from "../../../constructs/spec";
import { applyIgnores, type Ignore, RULES, validateJob } from "../../../constructs/validate";

const PAGES = join(__dirname, "../../../docs/rules");
const OF_IGNORES = ["ignore-not-allowed", "ignore-unknown-code", "ignore-without-effect", "ignore-without-reason"];
const CODES = [...RULES.map(({ code }) => code), ...OF_IGNORES];

/** The codes of the issues of an example, which declares `job` and may declare `ignore`. */
function codesOf(example: string): string[] {
  const { outputText } = transpileModule(example, {
    compilerOptions: { module: ModuleKind.None, target: ScriptTarget.ES2022 },
  });
  const read = new Function(`${outputText}\nreturn { job, ignore: typeof ignore === "undefined" ? [] : ignore };`);
  const { job, ignore } = read() as { job: JobSpec; ignore: Ignore[] };
  return [...new Set(applyIgnores(validateJob(job), ignore).map(({ code }) => code))];
}

function page(code: string): string {
  return readFileSync(join(PAGES, `${code}.md`), "utf8");
}

function example(code: string, heading: "Bad" | "Good"): string {
  const found = page(code).match(new RegExp(`## ${heading}\n\n\`\`\`ts\n([\\s\\S]*?)\`\`\``))?.[1];
  if (found === undefined) {
    throw new Error(`docs/rules/${code}.md has no example "${heading}"`);
  }
  return found;
}

test("there is a page for every code and for nothing else", () => {
  const pages = readdirSync(PAGES).map((file) => file.replace(/\.md$/, ""));
  expect(pages.sort()).toEqual([...CODES, "README"].sort());
});

test("the list of pages names every code and says the rule's title", () => {
  const list = readFileSync(join(PAGES, "README.md"), "utf8");
  for (const { code, title } of RULES) {
    expect(list).toContain(`| [\`${code}\`](${code}.md) | ${title} |`);
  }
  for (const code of OF_IGNORES) {
    expect(list).toContain(`[\`${code}\`](${code}.md)`);
  }
});

test.each([...RULES])("the page of $code says its level, its title and whether it can be ignored", (rule) => {
  const level = rule.level === "error" ? "Error" : "Warning";
  expect(page(rule.code)).toContain(`# \`${rule.code}\`\n\n${level}: ${rule.title}.\n`);
  expect(page(rule.code)).toContain(rule.refusedByNomad ? "cannot be ignored" : `ignore: [{ code: "${rule.code}", `);
});

test.each(CODES)("the bad example of %s breaks this rule and no other", (code) => {
  expect(codesOf(example(code, "Bad"))).toEqual([code]);
});

test.each(CODES)("the good example of %s breaks no rule", (code) => {
  expect(codesOf(example(code, "Good"))).toEqual([]);
});
