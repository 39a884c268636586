import { writeFileSync } from "node:fs";
import path from "node:path";
import { parts } from "./components";
import { licensesPage } from "./licenses-page";

/** `npm run licenses`: writes docs/reference/licenses.md. */
const root = path.join(__dirname, "..");
writeFileSync(path.join(root, "docs", "reference", "licenses.md"), licensesPage(parts(root)));
