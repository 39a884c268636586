/**
 * Checks the words of everything that a person reads against the glossary in `terms.json`: Markdown, comments, messages
 * and declared names.
 *
 *     npm run check:language               every file of the repository
 *     npm run check:language -- cli docs   the files below these folders
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { TextlintKernelDescriptor } from "@textlint/kernel";
import markdown from "@textlint/textlint-plugin-markdown";
import text from "@textlint/textlint-plugin-text";
import { createLinter } from "textlint";
import { readProse } from "./prose";
import glossary from "./terms.json";

/** Generated files are checked where their texts come from; other people's words are not ours to change. */
const excluded =
  /^(\.gen|api|cdktf\.out|language|docs\/reference)\/|__snapshots__|testdata\/|package-lock|^LICENSE|^__tests__\/unit\/language\//;

const forbidden = new Set(glossary.names);

/** A comment with these words and a reason allows the words of the line below it. */
const exception = "glossary exception: ";

interface Finding {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/**
 * Lists the words of a file that the glossary does not allow.
 *
 * @param file the path, whose extension decides on the language
 * @param source the content of the file
 */
export async function checkFile(file: string, source: string): Promise<Finding[]> {
  const prose = readProse(file, source);
  if (!prose) {
    return [];
  }
  const linter = await glossaryLinter();
  const { messages } = await linter.lintText(prose.text, path.extname(file) === ".md" ? "prose.md" : "prose.txt");
  const lines = source.split("\n");
  const isAllowed = ({ line }: Finding) => lines[line - 2]?.includes(exception) ?? false;
  return [
    ...messages.map(({ line, message }) => ({ file, line, message })),
    ...prose.names
      .filter(({ name }) => wordsOf(name).some((word) => forbidden.has(word)))
      .map(({ name, offset }) => ({
        file,
        line: source.slice(0, offset).split("\n").length,
        message: `name "${name}": use a noun for a thing, a verb for an action, a question for a boolean`,
      })),
  ].filter((finding) => !isAllowed(finding));
}

function wordsOf(name: string): string[] {
  return name
    .split(/(?=[A-Z])|_/)
    .map((word) => word.toLowerCase())
    .filter((word) => word !== "");
}

let linter: ReturnType<typeof createGlossaryLinter> | undefined;

function glossaryLinter() {
  linter ??= createGlossaryLinter();
  return linter;
}

async function createGlossaryLinter() {
  // The rule is an ES module, which a CommonJS program can only import this way.
  const { default: rule } = await import("textlint-rule-terminology");
  const options = { defaultTerms: false, terms: glossary.terms };
  const descriptor = new TextlintKernelDescriptor({
    rules: [{ ruleId: "terminology", rule, options }],
    plugins: [
      { pluginId: "markdown", plugin: markdown },
      { pluginId: "text", plugin: text },
    ],
    filterRules: [],
  });
  return createLinter({ descriptor });
}

async function main(folders: readonly string[]): Promise<void> {
  const files = execFileSync("git", ["ls-files", ...folders], { encoding: "utf8" })
    .trim()
    .split("\n");
  const findings: Finding[] = [];
  for (const file of files.filter((name) => !excluded.test(name))) {
    findings.push(...(await checkFile(file, readFileSync(file, "utf8"))));
  }
  for (const { file, line, message } of findings) {
    console.log(`${file}:${line}: ${message}`);
  }
  if (findings.length > 0) {
    console.log(`${findings.length} words that language/terms.json does not allow`);
    process.exitCode = 1;
  }
}

if (require.main === module) {
  void main(process.argv.slice(2));
}
