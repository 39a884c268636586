import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { errorCodes, errorsWithoutCode, unusedCodes } from "./error-codes";
import { errorList } from "./error-list";
import { ruleIndex } from "./rule-index";

/**
 * Checks that each error has a code, that each error code has a page in `docs/errors` in the common form, that each page has a code that is reported, and that
 * the list of pages is up to date. `npm run check:errors` prints the result.
 *
 * @param root the root of the repository
 * @returns what is wrong, one line per problem
 */
export function errorPageProblems(root: string): string[] {
  const folder = path.join(root, "docs", "errors");
  const codes = [...errorCodes(root).keys()];
  const pages = readdirSync(folder)
    .filter((file) => file !== "README.md")
    .map((file) => path.basename(file, ".md"));
  const existing = pages.filter((code) => codes.includes(code));
  const problems = [
    ...errorsWithoutCode(root),
    ...outdatedRuleLists(root),
    ...codes
      .filter((code) => !pages.includes(code))
      .map((code) => `docs/errors/${code}.md: the error code "${code}" has no page; write it`),
    ...pages
      .filter((code) => !codes.includes(code))
      .map((code) => `docs/errors/${code}.md: there is no error code "${code}"; remove the page`),
    ...unusedCodes(root).map((code) => `docs/errors/${code}.md: nothing reports the error code "${code}"; remove both`),
    ...existing.flatMap((code) => formProblems(code, readFileSync(path.join(folder, `${code}.md`), "utf8"))),
  ];
  return problems.length > 0 || readFileSync(path.join(folder, "README.md"), "utf8") === errorList(root)
    ? problems
    : ["docs/errors/README.md: the list is out of date; run: npx tsx packaging/write-error-pages.ts"];
}

/** The generated lists of rules that are not as their files. */
function outdatedRuleLists(root: string): string[] {
  return existsSync(path.join(root, "constructs", "validate", "rules"))
    ? [...ruleIndex(root)]
        .filter(([file, text]) => readFileSync(path.join(root, file), "utf8") !== text)
        .map(([file]) => `${file}: the list of rules is out of date; run: npm run gen:rules`)
    : [];
}

function formProblems(code: string, page: string): string[] {
  const isTitled = new RegExp(`^# \`${code}\`\n\n(Error|Warning): .+\\.\n\n`).test(page);
  return [
    ...(isTitled ? [] : [`begin with "# \`${code}\`" and a line "Error: TITLE." or "Warning: TITLE."`]),
    ...["Example", "Fix"]
      .filter((heading) => !page.includes(`\n## ${heading}\n`))
      .map((heading) => `add "## ${heading}"`),
  ].map((advice) => `docs/errors/${code}.md: the page does not have the form of the others; ${advice}`);
}

if (require.main === module) {
  const problems = errorPageProblems(path.join(__dirname, ".."));
  for (const problem of problems) {
    console.error(problem);
  }
  process.exitCode = problems.length > 0 ? 1 : 0;
}
