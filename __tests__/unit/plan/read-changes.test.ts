import { readChanges } from "../../../cli/plan/read-changes";
import { exitCode, summaryLine } from "../../../cli/report/summary";
import { attributes, job, planned, reportOf } from "./changes";

const env = (values: Record<string, string>) => attributes(job({ task: { env: values } }));

describe("the origin of a difference", () => {
  it("is the program where the cluster is as it was applied", () => {
    const [resource] = planned(env({ LEVEL: "info" }), env({ LEVEL: "info" }), env({ LEVEL: "debug" }));
    expect(resource).toMatchObject({ name: "lab/web", action: "update", origin: "configuration" });
    expect(resource?.fields).toEqual([
      { path: "groups.web.tasks.main.env.LEVEL", origin: "configuration", before: "info", after: "debug" },
    ]);
  });

  it("is the cluster where the program still says what was applied", () => {
    const [resource] = planned(env({ LEVEL: "info" }), env({ LEVEL: "trace" }), env({ LEVEL: "info" }));
    expect(resource?.fields).toEqual([
      { path: "groups.web.tasks.main.env.LEVEL", origin: "cluster", before: "trace", after: "info" },
    ]);
    expect(resource?.origin).toBe("cluster");
  });

  it("is shown per field when the program and the cluster changed", () => {
    const applied = env({ LEVEL: "info", MODE: "a", SIZE: "1" });
    const [resource] = planned(
      applied,
      env({ LEVEL: "trace", MODE: "a", SIZE: "2" }),
      env({ LEVEL: "info", MODE: "b", SIZE: "3" }),
    );
    expect(resource?.fields.map(({ path, origin }) => [path.split(".").at(-1), origin])).toEqual([
      ["LEVEL", "cluster"],
      ["MODE", "configuration"],
      ["SIZE", "both"],
    ]);
    expect(resource?.origin).toBe("both");
  });

  it("is shown too when the program adopts a change on the cluster", () => {
    const [resource] = planned(env({ LEVEL: "info" }), env({ LEVEL: "trace" }), env({ LEVEL: "trace" }));
    expect(resource).toMatchObject({ action: "none", origin: "cluster" });
    expect(resource?.fields).toEqual([
      { path: "groups.web.tasks.main.env.LEVEL", origin: "cluster", before: "info", after: "trace" },
    ]);
  });

  it("is the cluster for a job that an operator purged", () => {
    const [resource] = planned(env({}), null, env({}));
    expect(resource).toMatchObject({ name: "lab/web", action: "create", origin: "cluster" });
    expect(resource?.fields).toEqual([
      { path: "(all of it)", origin: "cluster", before: "existed", after: "was deleted" },
    ]);
  });

  it("shows a job that an operator stopped", () => {
    const stopped = { ...env({}), jobspec: String(env({})?.jobspec).replace("{", '{"Stop":true,') };
    const [resource] = planned(env({}), stopped, env({}));
    expect(resource?.fields).toEqual([{ path: "stop", origin: "cluster", before: "true" }]);
  });
});

describe("the fields of a job", () => {
  it("have the names of the specification, not those of Go", () => {
    const [resource] = planned(
      attributes(job()),
      attributes(job()),
      attributes(job({ job: { update: { minHealthyTime: "30s" } } })),
    );
    expect(resource?.fields).toEqual([{ path: "update.minHealthyTime", origin: "configuration", after: "30s" }]);
  });

  it("are none where only the order of tasks differs", () => {
    const task = (name: string) => ({ name, driver: "raw_exec", config: { command: name } }) as const;
    const order = (...names: string[]) =>
      attributes(job({ job: { groups: [{ name: "web", tasks: names.map(task) }] } }));
    const [resource] = planned(order("a", "b"), order("a", "b"), order("b", "a"));
    expect(resource?.fields).toEqual([]);
  });

  it("show of a long text only the lines that differ", () => {
    const text = (last: string) => `${"same line\n".repeat(100)}${last}`;
    const template = (last: string) =>
      attributes(job({ task: { templates: [{ destination: "local/a.conf", data: text(last) }] } }));
    const [resource] = planned(template("size 1"), template("size 1"), template("size 2"));
    expect(resource?.fields).toEqual([
      {
        path: "groups.web.tasks.main.templates.local/a.conf.data",
        origin: "configuration",
        before: "size 1",
        after: "size 2",
        lines: ["@@ line 99 @@", "  same line", "  same line", "- size 1", "+ size 2"],
      },
    ]);
  });
});

describe("the answer of Nomad's scheduler", () => {
  it("is that of the planned change, not of the last apply", () => {
    const before = { ...env({ A: "1" }), scheduler: { web: "1 create" } };
    const after = { ...env({ A: "2" }), scheduler: { web: "1 create/destroy update" } };
    expect(planned(before, before, after)[0]?.scheduler).toEqual({ web: "1 create/destroy update" });
    expect(planned(before, before, before)).toEqual([]);
  });
});

describe("the summary", () => {
  it("says in one line what happens, and the exit code agrees", () => {
    const update = planned(env({ A: "1" }), env({ A: "1" }), env({ A: "2" }));
    const drift = planned(env({ A: "1" }), env({ A: "3" }), env({ A: "1" }));
    const create = planned(null, null, env({}));
    const report = reportOf([...update, ...drift, ...create]);
    expect(summaryLine(report)).toBe("1 to create, 2 to change; 1 changed on the cluster since the last apply");
    expect(exitCode(report)).toBe(2);
  });

  it("says that there is nothing to do", () => {
    expect(summaryLine(reportOf([]))).toBe("no changes");
    expect(exitCode(reportOf([]))).toBe(0);
  });

  it("says first that there are errors", () => {
    const problem = { level: "error", summary: "refused", detail: "" } as const;
    const stacks = [{ name: "apps", dependencies: [], resources: [], problems: [problem] }];
    const report = { ...reportOf([]), stacks, summary: { ...reportOf([]).summary, errors: 1 } };
    expect(summaryLine(report)).toBe("1 error: nothing can be applied");
    expect(exitCode(report)).toBe(1);
  });
});

it("shows the changes of a resource that is not a job, and which values are known after apply", () => {
  const change = {
    address: "nomad_acl_policy.a",
    type: "nomad_acl_policy",
    name: "a",
    mode: "managed",
    change: {
      actions: ["update"],
      before: { name: "a", rules_hcl: "old", index: "1" },
      after: { name: "a", rules_hcl: "new" },
      after_unknown: { index: true },
    },
  } as const;
  expect(readChanges({ resource_changes: [change] }, "plan")[0]?.fields).toEqual([
    { path: "rules_hcl", origin: "configuration", before: "old", after: "new" },
    { path: "index", origin: "configuration", before: "1", after: "(known after apply)" },
  ]);
});
