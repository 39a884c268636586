import { writeFileSync } from "node:fs";
import path from "node:path";
import { parts } from "./components";
import { licencesPage } from "./licences-page";

const root = path.join(__dirname, "..");
writeFileSync(path.join(root, "docs", "licences.md"), licencesPage(parts(root)));
