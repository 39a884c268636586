import path from "node:path";
import { apiReports } from "./api-report";

/** `npm run api`: writes the API reports into `api/`, to be reviewed and committed. */
for (const { specifier, file, changed, messages } of apiReports(path.join(__dirname, ".."), true)) {
  console.log(`${specifier}: api/${file} ${changed ? "written" : "is unchanged"}`);
  for (const message of messages) {
    console.log(`  ${message}`);
  }
}
