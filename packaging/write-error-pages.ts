import { writeFileSync } from "node:fs";
import path from "node:path";
import { errorCodes, withMessages } from "./error-pages";

/** `npx tsx packaging/write-error-pages.ts`: puts into each page of `docs/errors` what its bad example is told now. */
const root = path.join(__dirname, "..");
for (const code of errorCodes(root)) {
  writeFileSync(path.join(root, "docs", "errors", `${code}.md`), withMessages(root, code));
}
