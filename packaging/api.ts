import path from "node:path";
import { apiReports } from "./api-report";

/** `npm run api`: writes what the package exports into `api/`, to be reviewed and committed. */
for (const { specifier, file, changed, messages } of apiReports(path.join(__dirname, ".."), true)) {
  console.log(`${specifier}: api/${file} ${changed ? "written" : "is as it was"}`);
  for (const message of messages) {
    console.log(`  ${message}`);
  }
}
