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

describe("the job that docs/how-to/from-hcl.md shows in both languages", () => {
  const pair = read("__tests__/unit/import/fixtures/it-tools.md");
  const page = read("docs/how-to/from-hcl.md");

  it("is HCL that the importer is tested with", () => {
    expect(block(page, "hcl")).toBe(block(pair, "hcl"));
  });

  it("is the TypeScript that the importer writes for it", () => {
    expect(flat(block(pair, "typescript"))).toContain(flat(block(page, "typescript")));
  });

  it("is the job that this repository deploys", () => {
    const rules = /\s*ignore: \[.*\],\n/;
    expect(flat(read("stacks/apps.ts").replace(rules, "\n"))).toContain(flat(block(page, "typescript")));
  });
});

describe("the README", () => {
  it("has fewer than 200 lines", () => {
    expect(read("README.md").trimEnd().split("\n").length).toBeLessThan(200);
  });

  it("shows one small job as HCL and as TypeScript with the same names", () => {
    const readme = read("README.md");
    const names = (text: string) => [...text.matchAll(/"([\w/.:-]+)"/g)].map(([, name]) => name).sort();
    expect(new Set(names(block(readme, "ts")))).toEqual(new Set(names(block(readme, "hcl"))));
  });
});
