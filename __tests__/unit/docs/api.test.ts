import { apiReports } from "../../../packaging/api-report";
import { repository } from "./page";

jest.setTimeout(600_000);

test("the reports in api/ have what the package exports, and no exported type names one that is not exported; `npm run api` writes them", () => {
  const reports = apiReports(repository, false);
  expect(reports.map(({ specifier }) => specifier)).toContain("cdknomad");
  expect(reports.filter(({ changed }) => changed).map(({ file }) => `api/${file} differs`)).toEqual([]);
  expect(reports.flatMap(({ specifier, messages }) => messages.map((each) => `${specifier}: ${each}`))).toEqual([]);
});
