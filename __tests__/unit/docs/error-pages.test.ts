import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { JOB_ISSUE_CODES } from "../../../constructs/job-issue";
import { errorPageProblems } from "../../../packaging/check-error-pages";
import { errorCodes } from "../../../packaging/error-codes";
import PROVIDER_CODES from "../../../provider/internal/problem/codes.json";
import { repository } from "./page";

/** A small repository with two codes, their pages, and the list of pages. */
function repositoryWith(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(path.join(tmpdir(), "error-pages-"));
  const all: Readonly<Record<string, string>> = {
    "provider/internal/problem/codes.json": '{ "read-failed": "an object cannot be read from the cluster" }',
    "provider/internal/problem/problem.go": 'var ReadFailed = define("read-failed", "cannot be read")',
    "constructs/job-issue.ts": 'issueKind({ code: "volume-source", level: "error" })',
    ...files,
  };
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  for (const code of ["read-failed", "volume-source"]) {
    const page = path.join("docs", "errors", `${code}.md`);
    cpSync(path.join(repository, page), path.join(root, page));
  }
  return root;
}

function problemsWith(files: Readonly<Record<string, string>>): string[] {
  const root = repositoryWith(files);
  try {
    return errorPageProblems(root).filter((problem) => !problem.includes("README.md"));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

describe("the pages of error codes", () => {
  it("exist for every code that is reported in TypeScript or Go, and for no other", () => {
    expect(errorPageProblems(repository)).toEqual([]);
  });

  it("cover all codes of jobs and of the providers", () => {
    expect([...errorCodes(repository).keys()]).toEqual(
      expect.arrayContaining([...JOB_ISSUE_CODES, ...Object.keys(PROVIDER_CODES)]),
    );
  });

  it("are checked by npm run check", () => {
    const { scripts } = JSON.parse(readFileSync(path.join(repository, "package.json"), "utf8"));
    expect(scripts.check).toContain("npm run --silent check:static");
    expect(scripts["check:static"]).toContain("npm run --silent check:errors");
  });

  it("have no problem in a repository without further codes", () => {
    expect(problemsWith({ "docs/errors/README.md": "" })).toEqual([]);
  });

  it.each([
    [
      "an issue of TypeScript",
      "cli/checks/tokens.ts",
      'issueKind({ code: "token-expired", level: "error" })',
      "token-expired",
    ],
    ["an error class", "lab/up.ts", 'throw new CodedError("lab-not-running", "...")', "lab-not-running"],
    [
      "the providers",
      "provider/internal/problem/codes.json",
      '{ "read-failed": "...", "write-failed": "..." }',
      "write-failed",
    ],
  ])("are missed for a code of %s without a page", (_, file, text, code) => {
    expect(problemsWith({ "docs/errors/README.md": "", [file]: text })).toContain(
      `docs/errors/${code}.md: the error code "${code}" has no page; write it`,
    );
  });

  it.each([
    ["an error without a code", 'export const f = () => {\n  throw new Error("no");\n};', 2],
    ["an error class without a code", "export class A extends Error {}", 1],
    ["a rejected promise without a code", 'export const f = () => Promise.reject(new TypeError("no"));', 1],
    [
      "a warning of a report without a code",
      'export const p = (level: "warning", on: string) => ({ level, summary: "x" });\nexport const q = { level: "warning", summary: `a ${1}` };',
      2,
    ],
    [
      "an annotation without a code",
      "export const w = (a: { addWarning(text: string): void }) => a.addWarning(`no`);",
      1,
    ],
    ["an exception without a reason", "// no code:\nexport class A extends Error {}", 2],
  ])("are missed for %s", (_, text, line) => {
    expect(problemsWith({ "docs/errors/README.md": "", "cli/a.ts": text })).toEqual([
      `cli/a.ts:${line}: an error or a warning without a code; use CodedError or withCode, or write the reason above it: // no code: REASON`,
    ]);
  });

  it("are not missed for an error whose comment gives the reason", () => {
    const text = "// no code: nobody sees it\nexport class A extends Error {}";
    expect(problemsWith({ "docs/errors/README.md": "", "cli/a.ts": text })).toEqual([]);
  });

  it("are reported if there is no such code", () => {
    expect(problemsWith({ "docs/errors/README.md": "", "docs/errors/no-code.md": "" })).toEqual([
      'docs/errors/no-code.md: there is no error code "no-code"; remove the page',
    ]);
  });

  it("are reported if nothing reports the code", () => {
    expect(problemsWith({ "docs/errors/README.md": "", "provider/internal/problem/problem.go": "" })).toEqual([
      'docs/errors/read-failed.md: nothing reports the error code "read-failed"; remove both',
    ]);
  });

  it("are reported if they do not have the common form", () => {
    const page = "# `old-page`\n\nError: a title.\n\nText.\n\n## Example\n";
    expect(
      problemsWith({
        "docs/errors/README.md": "",
        "docs/errors/old-page.md": page,
        "cli/a.ts": 'issueKind({ code: "old-page", level: "error" })',
      }),
    ).toEqual(['docs/errors/old-page.md: the page does not have the form of the others; add "## Fix"']);
  });
});
