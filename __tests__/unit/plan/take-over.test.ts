import { readFileSync } from "node:fs";
import { readChanges } from "../../../cli/plan/read-changes";
import { exitCode, summaryLine } from "../../../cli/report/summary";
import { terminalReport } from "../../../cli/report/terminal";
import { ADOPTED } from "../../../cli/report/wording";
import type { Change, Values } from "../../../cli/terraform/plan-file";
import { attributes, job, reportOf } from "./changes";

const runs = attributes(job());

function read(change: Change) {
  const resource = {
    address: "nomad_job.lab_web",
    type: "nomad_job",
    name: "lab_web",
    mode: "managed",
    change,
  } as const;
  return reportOf(readChanges({ resource_changes: [resource] }, "plan"));
}

/** The attributes of a job as the provider reads it from the server, without what follows from the rest. */
function imported(change: (wire: Record<string, unknown>) => void = () => undefined): Values {
  const wire = JSON.parse(String(runs?.jobspec));
  delete wire.Name;
  change(wire);
  return { ...runs, jobspec: JSON.stringify(wire) };
}

describe("a plan that takes over existing jobs", () => {
  it("counts an import block as a change, so that an apply writes the state", () => {
    const report = read({ actions: ["no-op"], importing: { id: "web@lab" }, before: runs, after: runs });
    expect(summaryLine(report)).toBe("1 to import");
    expect(report.summary).toMatchObject({ import: 1, create: 0, update: 0 });
    expect(exitCode(report)).toBe(2);
    expect(terminalReport(report, { width: 100, colors: false })).toContain("= nomad_job lab/web  imported as it runs");
  });

  it("counts an import with a change as both", () => {
    const after = attributes(job({ task: { env: { LEVEL: "debug" } } }));
    const report = read({ actions: ["update"], importing: { id: "web@lab" }, before: runs, after });
    expect(summaryLine(report)).toBe("1 to import, 1 to change");
    expect(report.stacks[0]?.resources[0]).toMatchObject({ action: "update", imported: true });
  });

  // https://github.com/hashicorp/nomad/issues/20614
  it("shows only the change of the program, not fields that Nomad fills in", () => {
    const after = attributes(
      job({ job: { type: "service", priority: 50 }, task: { resources: { cpu: 100, memory: 17 } } }),
    );
    const before = imported((wire) => {
      const [group] = wire.TaskGroups as { Count?: number; Tasks: { Resources?: object }[] }[];
      delete group?.Count;
      Object.assign(group?.Tasks[0] ?? {}, { Resources: { CPU: 100, MemoryMB: 16 } });
    });
    const report = read({ actions: ["update"], importing: { id: "web@lab" }, before, after });
    expect(report.stacks[0]?.resources[0]?.fields).toEqual([
      { path: "groups.web.tasks.main.resources.memory", origin: "configuration", before: "16", after: "17" },
    ]);
  });

  it("recognizes the answer of the provider", () => {
    const source = readFileSync("provider/internal/nomad/job/plan_create.go", "utf8");
    expect(source).toContain(`scheduled[group] = "${ADOPTED}"`);
  });

  it("reports a job that already runs as specified as adopted, not as created", () => {
    const report = read({
      actions: ["create"],
      before: null,
      after: { ...runs, scheduler: { web: ADOPTED } },
    });
    expect(summaryLine(report)).toBe("1 to adopt");
    expect(exitCode(report)).toBe(2);
    expect(terminalReport(report, { width: 100, colors: false })).toContain("= nomad_job lab/web  adopted as it runs");
  });
});
