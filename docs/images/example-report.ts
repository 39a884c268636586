/** Writes the report of the screenshots: `npx tsx docs/images/example-report.ts FILE.html`. */
import { writeFileSync } from "node:fs";
import { fieldChange } from "../../cli/plan/field-change";
import { htmlReport } from "../../cli/report/html";
import { type Origin, type ResourceReport, reportFormat } from "../../cli/report/report";
import { summarize } from "../../cli/report/summary";

const field = (path: string, before: string, after: string, origin: Origin = "configuration") =>
  fieldChange("nomad_job", { path, before, after }, origin);
const resource = (one: Pick<ResourceReport, "type" | "name" | "action"> & Partial<ResourceReport>): ResourceReport => ({
  address: `${one.type}.${one.name.replace(/\W/g, "_")}`,
  origin: "configuration",
  fields: [],
  scheduler: {},
  problems: [],
  ...one,
});
const rules = (capabilities: string) => `namespace "dns" {\n  capabilities = [${capabilities}]\n}`;
const web = "groups.ittools.tasks.web";
const stacks = [
  {
    name: "access",
    dependencies: [],
    problems: [],
    resources: [
      resource({ type: "nomad_namespace", name: "shop", action: "create" }),
      resource({
        type: "nomad_acl_policy",
        name: "dns-read-jobs",
        action: "update",
        origin: "cluster",
        fields: [field("rules_hcl", rules('"read-job", "submit-job"'), rules('"read-job"'), "cluster")],
      }),
    ],
  },
  {
    name: "apps",
    dependencies: ["access"],
    problems: [],
    resources: [
      resource({
        type: "nomad_job",
        name: "default/it-tools",
        action: "update",
        scheduler: { ittools: "1 create/destroy update" },
        fields: [
          field(`${web}.config.image`, "corentinth/it-tools:2024.5.13", "corentinth/it-tools:2024.10.22"),
          field(`${web}.resources.memory`, "1024", "512"),
          field(`${web}.env.SESSION_SECRET`, "(masked)", "(masked)"),
        ],
      }),
      resource({
        type: "nomad_job",
        name: "shop/web",
        action: "create",
        scheduler: { web: "3 create" },
        problems: [
          {
            level: "warning",
            summary: "[shop/web] cannot be placed now",
            detail: "web: 3 cannot be placed: memory is exhausted on 2 nodes (of 3 nodes looked at)",
          },
        ],
      }),
      resource({
        type: "nomad_job",
        name: "shop/worker",
        action: "update",
        origin: "both",
        scheduler: { worker: "2 in-place update" },
        fields: [
          field("groups.worker.count", "6", "4", "cluster"),
          field("groups.worker.tasks.run.env.LEVEL", "trace", "info", "both"),
        ],
      }),
      resource({ type: "nomad_job", name: "shop/old-import", action: "delete" }),
    ],
  },
  { name: "dns", dependencies: ["access"], problems: [], resources: [] },
];
const [, , file] = process.argv;
if (file === undefined) {
  throw new Error("name the file to write");
}
writeFileSync(
  file,
  htmlReport({
    format: reportFormat,
    createdAt: "2026-11-23T09:12:04.000Z",
    mode: "plan",
    summary: summarize(stacks),
    stacks,
  }),
);
