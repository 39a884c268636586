import { writeFileSync } from "node:fs";
import path from "node:path";
import { commandsPage } from "./commands-page";
import { settingsPage } from "./settings-page";

/** `npm run docs:reference`: writes the pages of docs/reference that come from the code. */
const root = path.join(__dirname, "..", "..");
for (const [file, page] of [
  ["commands.md", commandsPage(root)],
  ["settings.md", settingsPage(root)],
] as const) {
  writeFileSync(path.join(root, "docs", "reference", file), page);
}
