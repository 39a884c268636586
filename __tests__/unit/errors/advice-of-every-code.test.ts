import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { errorCodes } from "../../../packaging/error-codes";
import { repository } from "../docs/page";
import { ELSEWHERE, WITHOUT_TEST } from "./advice-elsewhere";

const read = (file: string) => readFileSync(path.join(repository, file), "utf8");
const codesIn = (file: string) =>
  [...read(file).matchAll(/^\s*(?:\{ )?code: "([a-z0-9-]+)",/gm)].map(([, code = ""]) => code);

/** The codes whose advice the tables of this folder follow. */
const HERE = ["advice.test.ts", "advice-of-commands.test.ts"].flatMap((file) =>
  codesIn(`__tests__/unit/errors/${file}`),
);
/** The codes of jobs are on pages with an example and a corrected example, which `rule-pages.test.ts` checks. */
const OF_JOBS = [...errorCodes(repository)].flatMap(([code, group]) => (group === "jobs" ? [code] : []));

describe("the advice of every error code", () => {
  const groups = { HERE, OF_JOBS, ELSEWHERE: Object.keys(ELSEWHERE), WITHOUT_TEST: Object.keys(WITHOUT_TEST) };

  it("is followed by exactly one test or table, or there is a reason why not", () => {
    const counts = [...errorCodes(repository).keys()].map((code) => ({
      code,
      groups: Object.entries(groups).flatMap(([name, codes]) => codes.filter((one) => one === code).map(() => name)),
    }));
    expect(counts.filter((one) => one.groups.length !== 1)).toEqual([]);
  });

  it("belongs to a code that exists", () => {
    const known = errorCodes(repository);
    expect(Object.values(groups).flatMap((codes) => codes.filter((code) => !known.has(code)))).toEqual([]);
  });

  it.each(Object.entries(ELSEWHERE))("is followed for %s by a test that exists", (_, { file, test }) => {
    expect(existsSync(path.join(repository, file))).toBe(true);
    expect(read(file)).toContain(test);
  });
});
