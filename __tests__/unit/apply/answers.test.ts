import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeAnswers } from "../../../cli/apply/answers";
import type { Action, ResourceReport, StackReport } from "../../../cli/report/report";

const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-answers-"));
afterAll(() => rmSync(folder, { recursive: true }));

const job = (id: string, action: Action, answer: string | undefined): ResourceReport => ({
  address: `nomad_job.${id}`,
  type: "nomad_job",
  name: `[default/${id}]`,
  action,
  origin: "configuration",
  fields: [],
  scheduler: answer === undefined ? {} : { web: answer },
  problems: [],
  job: { namespace: "default", id, specification: `sha-${id}` },
});

it("passes the scheduler's answer for each job that a plan registers to the provider", () => {
  const resources = [
    job("made", "create", "2 create"),
    job("changed", "update", "1 in-place update"),
    job("replaced", "replace", "1 create"),
    job("unknown", "create", undefined),
  ];
  const report: StackReport = { name: "apps", dependencies: [], resources, problems: [] };
  const file = path.join(folder, "apps.scheduler");
  expect(writeAnswers(report, file)).toEqual({ CDKNOMAD_SCHEDULER: file });
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { job: "default/made", specification: "sha-made", create: true, scheduler: { web: "2 create" }, reviewed: true },
    {
      job: "default/changed",
      specification: "sha-changed",
      create: false,
      scheduler: { web: "1 in-place update" },
      reviewed: true,
    },
    {
      job: "default/replaced",
      specification: "sha-replaced",
      create: true,
      scheduler: { web: "1 create" },
      reviewed: true,
    },
  ]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});
