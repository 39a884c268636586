import { apiReports } from "../../../packaging/api-report";
import { repository } from "./page";

jest.setTimeout(600_000);

test("what the package exports is what the reports in api/ say, and names nothing that it does not export; `npm run api` writes them anew", () => {
  const reports = apiReports(repository, false);
  expect(reports.map(({ specifier }) => specifier)).toContain("cdknomad");
  expect(reports.filter(({ changed }) => changed).map(({ file }) => `api/${file} differs`)).toEqual([]);
  expect(reports.flatMap(({ specifier, messages }) => messages.map((each) => `${specifier}: ${each}`))).toEqual([]);
});
