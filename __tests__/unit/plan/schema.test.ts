import { readFileSync } from "node:fs";
import type {
  FieldChange,
  JobSeal,
  OutputReport,
  Problem,
  Report,
  ReportCluster,
  ReportProof,
  ReportServer,
  ResourceReport,
  Seal,
  StackReport,
} from "../../../cli/report/report";
import { reportSchema } from "../../../packaging/report-schema";
import { attributes, job, planned, reportOf } from "./changes";
import { publishedErrors, schemaErrors } from "./report-schema";

const hash = "0f".repeat(32);

// All fields that there are: one that is added to the types is missing here, and then in the schema.
const field: Required<FieldChange> = {
  path: "a",
  origin: "both",
  before: "1",
  after: "2",
  lines: ["@@ line 1 @@", "+ a"],
};
const problem: Required<Problem> = { address: "nomad_job.web", level: "warning", summary: "a", detail: "" };
const sealed: Required<JobSeal> = { namespace: "default", id: "web", modifyIndex: 7, specification: hash };
const resource: Required<ResourceReport> = {
  address: "nomad_job.web",
  type: "nomad_job",
  name: "default/web",
  namespace: "default",
  after: "access",
  imported: true,
  action: "update",
  moved: { from: "apps", to: "web" },
  origin: "both",
  fields: [field],
  scheduler: { web: "1 create" },
  problems: [problem],
  job: sealed,
};
const output: Required<OutputReport> = {
  name: "endpoint",
  action: "update",
  before: "1",
  after: "2",
  lines: ["@@ line 1 @@", "+ a"],
};
const seal: Required<Seal> = { plan: hash, configuration: hash, state: "lineage/3" };
const stack: Required<StackReport> = {
  name: "apps",
  dependencies: ["access"],
  resources: [resource],
  outputs: [output],
  problems: [problem],
  seal,
};
const server: Required<ReportServer> = { product: "nomad", address: "http://127.0.0.1:4646", region: "north" };
const cluster: Required<ReportCluster> = { environment: "prod", lab: "lab", servers: [server] };
const proof: Required<ReportProof> = { since: "2026-11-30T03:00:00.000Z", unchanged: 4 };
const full: Required<Report> = { ...reportOf([]), cluster, proof, stacks: [stack] };

describe("the schema of a report", () => {
  it("is the one that npm run gen:report-schema generates from the types", () => {
    expect(JSON.parse(readFileSync("cli/report/report.schema.json", "utf8"))).toEqual(reportSchema());
  });

  it("names every field that a report may have", () => {
    expect(schemaErrors(full)).toEqual([]);
  });

  it("takes what is read from a plan: new, changed, drifted, gone, and a text of several lines", () => {
    const template = (data: string) => attributes(job({ task: { templates: [{ destination: "a", data }] } }));
    const [old, fresh] = [template("one\ntwo"), template("one\ntwo\nthree")];
    const all = [planned(null, null, old), planned(old, old, fresh), planned(old, fresh, old), planned(old, null, old)];
    const report = reportOf(all.flat());
    expect(report.stacks[0]?.resources).toHaveLength(4);
    expect(schemaErrors(JSON.parse(JSON.stringify(report)))).toEqual([]);
  });

  it("accepts an unknown field as published; this test reports the field until the schema has it", () => {
    const tomorrow = { ...full, stacks: [{ ...stack, resources: [{ ...resource, mood: "good" }] }] };
    expect(publishedErrors(tomorrow)).toEqual([]);
    expect(schemaErrors(tomorrow)).toEqual(["/stacks/0/resources/0 must NOT have additional properties mood"]);
  });

  it.each<[string, unknown]>([
    ["of another format", { ...full, format: "cdknomad.plan/2" }],
    ["with a time that is none", { ...full, createdAt: "yesterday" }],
    [
      "with an action that nobody knows",
      { ...full, stacks: [{ ...stack, resources: [{ ...resource, action: "x" }] }] },
    ],
    [
      "with a field of no side",
      { ...full, stacks: [{ ...stack, resources: [{ ...resource, fields: [{ path: "a", origin: "both" }] }] }] },
    ],
    ["with a hash that is none", { ...full, stacks: [{ ...stack, seal: { ...seal, plan: "none" } }] }],
    ["without a summary", { ...full, summary: undefined }],
  ])("refuses a report %s", (_, report) => {
    expect(publishedErrors(JSON.parse(JSON.stringify(report)))).not.toEqual([]);
  });
});
