import { writeFileSync } from "node:fs";
import path from "node:path";
import { JOB_ISSUE_CODES } from "../constructs/job-issue";
import { PATTERN_ISSUES } from "../patterns/issues";
import { errorList } from "./error-list";
import { withMessages } from "./error-pages";

/** `npx tsx packaging/write-error-pages.ts`: updates the messages and titles in `docs/errors`, and the list of all pages. */
const root = path.join(__dirname, "..");
const folder = path.join(root, "docs", "errors");
for (const code of [...JOB_ISSUE_CODES, ...PATTERN_ISSUES.map((kind) => kind.code)]) {
  writeFileSync(path.join(folder, `${code}.md`), withMessages(root, code));
}
writeFileSync(path.join(folder, "README.md"), errorList(root));
