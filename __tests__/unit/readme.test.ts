import { readFileSync } from "node:fs";
import path from "node:path";

const repository = path.join(__dirname, "..", "..");
const read = (file: string) => readFileSync(path.join(repository, file), "utf8");

/** The text of the first fenced block of a language. */
function block(markdown: string, language: string): string {
  const found = new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, "s").exec(markdown)?.[1];
  if (found === undefined) {
    throw new Error(`no block of ${language}`);
  }
  return found;
}

const flat = (text: string) => text.replace(/^ +/gm, "");

describe("the job that the README shows twice", () => {
  const pair = read("__tests__/unit/import/fixtures/it-tools.md");
  const readme = read("README.md");

  it("is HCL that the importer is tested with", () => {
    expect(block(readme, "hcl")).toBe(block(pair, "hcl"));
  });

  it("is the TypeScript that the importer writes for it", () => {
    expect(flat(block(pair, "typescript"))).toContain(flat(block(readme, "typescript")));
  });

  it("is the job that this repository deploys", () => {
    const rules = /\s*ignore: \[.*\],\n/;
    expect(flat(read("stacks/apps.ts").replace(rules, "\n"))).toContain(flat(block(readme, "typescript")));
  });
});
