import { renameProblems } from "../../../cli/plan/renames";
import { Stack } from "../../../cli/stack/stack";
import type { PlanFile, ResourceChange, Values } from "../../../cli/terraform/plan-file";
import { attributes, job } from "./changes";

const change = (action: "create" | "delete", type: string, name: string, values: Values): ResourceChange => ({
  address: `${type}.${name}`,
  type,
  name,
  mode: "managed",
  change: {
    actions: [action],
    before: action === "delete" ? values : null,
    after: action === "create" ? values : null,
  },
});

const web = (id: string, env: Record<string, string> = {}, command = "/bin/web") =>
  attributes(job({ job: { name: id }, task: { env, config: { command } } as never }));

const found = (...changes: readonly ResourceChange[]) =>
  renameProblems({ resource_changes: changes }, Stack.parse("{}")).map(({ summary }) => summary);

describe("a likely rename", () => {
  it("is reported with the moved block and how to write it in TypeScript", () => {
    const changes = [
      change("delete", "nomad_job", "lab_web", web("web")),
      change("create", "nomad_job", "w", web("web")),
    ];
    expect(renameProblems({ resource_changes: changes }, Stack.parse("{}"))).toEqual([
      {
        level: "warning",
        summary: "likely a rename: nomad_job.lab_web is destroyed and nomad_job.w is created (rename-likely)",
        detail: [
          "both are the same object: declare the move, and the object on the cluster does not change",
          "    moved {",
          "      from = nomad_job.lab_web",
          "      to   = nomad_job.w",
          "    }",
          'in TypeScript: terraform: { movedFrom: "nomad_job.lab_web" } of the Job',
        ].join("\n"),
      },
    ]);
  });

  it("is seen in a job of nearly the same specification under another id", () => {
    const env = { A: "1", B: "2", C: "3", D: "4" };
    const before = change("delete", "nomad_job", "lab_web", web("web", env));
    expect(found(before, change("create", "nomad_job", "lab_front", web("front", { ...env, D: "5" })))).toEqual([
      "likely a rename: nomad_job.lab_web is destroyed and nomad_job.lab_front is created (rename-likely)",
    ]);
  });

  it("is not seen in a job of another specification, in another type, or in one that is known at the apply only", () => {
    const before = change("delete", "nomad_job", "lab_web", web("web", { A: "1", B: "2" }));
    expect(found(before, change("create", "nomad_job", "lab_db", web("db", { X: "8", Y: "9" }, "/bin/db")))).toEqual(
      [],
    );
    expect(found(before, change("create", "nomad_namespace", "web", { name: "web" }))).toEqual([]);
    expect(found(before, change("create", "nomad_job", "later", { json: true }))).toEqual([]);
  });

  it("pairs each once, the same object first", () => {
    expect(
      found(
        change("delete", "nomad_job", "a", web("a")),
        change("delete", "nomad_job", "b", web("b")),
        change("create", "nomad_job", "lab_b", web("b")),
        change("create", "nomad_job", "lab_c", web("c")),
        change("create", "nomad_job", "lab_d", web("d")),
      ),
    ).toEqual([
      "likely a rename: nomad_job.b is destroyed and nomad_job.lab_b is created (rename-likely)",
      "likely a rename: nomad_job.a is destroyed and nomad_job.lab_c is created (rename-likely)",
    ]);
  });

  it("is no rename where several objects may have one name", () => {
    const volume = { name: "data", plugin_id: "mkdir" };
    const type = "nomad_dynamic_host_volume";
    expect(found(change("delete", type, "a", volume), change("create", type, "b", volume))).toEqual([]);
  });

  it("is reported for a refused plan, from the state and the program", () => {
    const values = web("web", { DIR: `\${NOMAD_TASK_DIR}` });
    const plan: PlanFile = {
      errored: true,
      prior_state: {
        values: {
          root_module: {
            resources: [
              { address: "nomad_job.lab_web", type: "nomad_job", mode: "managed", values },
              { address: "nomad_job.stays", type: "nomad_job", mode: "managed", values: web("stays") },
            ],
          },
        },
      },
    };
    const jobspec = String(values?.jobspec).replaceAll("${", "$${");
    const program = { resource: { nomad_job: { front: { jobspec }, stays: { jobspec: "" } } } };
    expect(renameProblems(plan, Stack.parse(JSON.stringify(program))).map(({ summary }) => summary)).toEqual([
      "likely a rename: nomad_job.lab_web is destroyed and nomad_job.front is created (rename-likely)",
    ]);
  });

  it("is not looked for among so many that it would take long, but the same objects are found", () => {
    const gone = Array.from({ length: 300 }, (_, n) => change("delete", "nomad_job", `a${n}`, web(`a${n}`)));
    const come = Array.from({ length: 300 }, (_, n) => change("create", "nomad_job", `b${n}`, web(`b${n}`)));
    expect(found(...gone, ...come)).toEqual([]);
    expect(found(...gone, ...come, change("create", "nomad_job", "other", web("a7")))).toEqual([
      "likely a rename: nomad_job.a7 is destroyed and nomad_job.other is created (rename-likely)",
    ]);
  });
});
