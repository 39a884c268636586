import { RULES, validateJob } from "../../../constructs/validate";
import { deployments } from "./cases/deployments";
import { jobs } from "./cases/jobs";
import { meshes } from "./cases/meshes";
import { networks } from "./cases/networks";
import { placement } from "./cases/placement";
import { tasks } from "./cases/tasks";

const FAMILIES = { jobs, deployments, placement, networks, meshes, tasks };
const ALL = Object.values(FAMILIES).flat();

describe.each(Object.entries(FAMILIES))("%s", (_, cases) => {
  test.each([...cases])("$code $sentence", ({ job, issues }) => {
    expect(validateJob(job).map(({ code, path, message }) => `${code} ${path}: ${message}`)).toEqual(issues);
  });
});

test.each([...RULES])("$code has a case that breaks it and a near miss that does not", ({ code }) => {
  const cases = ALL.filter((each) => each.code === code);
  expect(cases.some(({ issues }) => issues.some((issue) => issue.startsWith(`${code} `)))).toBe(true);
  expect(cases.some(({ issues }) => issues.length === 0)).toBe(true);
});

test("codes are kebab-case and no two rules have the same", () => {
  const codes = RULES.map(({ code }) => code);
  expect(codes.filter((code) => !/^[a-z]+(-[a-z]+)+$/.test(code))).toEqual([]);
  expect(new Set(codes).size).toBe(codes.length);
});

test("messages are in lower case and have no full stop", () => {
  const messages = ALL.flatMap(({ job }) => validateJob(job)).map(({ message }) => message);
  // names of products keep their capital, and a value that was got is quoted
  const capital = /^(?!Nomad|Consul|CSI|Vault)[A-Z]/;
  expect(messages.filter((message) => capital.test(message) || message.endsWith("."))).toEqual([]);
});

test("every issue has the level of its rule", () => {
  const levels = new Map<string, string>(RULES.map(({ code, level }) => [code, level]));
  for (const { code, level } of ALL.flatMap(({ job }) => validateJob(job))) {
    expect([code, level]).toEqual([code, levels.get(code)]);
  }
});
