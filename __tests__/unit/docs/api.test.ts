import { apiReports } from "../../../packaging/api-report";
import { repository } from "./page";

jest.setTimeout(600_000);

test("what the package exports is what the reports in api/ say; `npm run api` writes them anew", () => {
  const reports = apiReports(repository, false);
  expect(reports.map(({ specifier }) => specifier)).toContain("cdknomad");
  expect(reports.filter(({ changed }) => changed).map(({ file }) => `api/${file} differs`)).toEqual([]);
});
