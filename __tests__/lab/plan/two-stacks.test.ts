import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Report } from "../../../cli/report/report";
import { type Lab, labUp, labVariables } from "../../../lab";
import { testLab } from "../../runner/lab";
import { schemaErrors } from "../../unit/plan/report-schema";
import { Project, type Result } from "../project";

jest.setTimeout(900_000);

describe("objects of a program with two stacks", () => {
  const environment: NodeJS.ProcessEnv = { CDKNOMAD_GUARD: "on" };
  let lab: Lab;
  let project: Project;

  /** Sets what the program reads; what is not named is unset. */
  const having = (variables: Readonly<Record<string, string>>) => {
    for (const name of Object.keys(environment).filter((one) => one.startsWith("CDKNOMAD_TEST_"))) {
      delete environment[name];
    }
    for (const [name, value] of Object.entries(variables)) {
      environment[`CDKNOMAD_TEST_${name}`] = value;
    }
  };
  const plan = async (...stacks: string[]): Promise<Result & { readonly report: Report }> => {
    const result = await project.cdknomad("plan", ...stacks, "--json", "report.json");
    return { ...result, report: JSON.parse(readFileSync(path.join(project.folder, "report.json"), "utf8")) };
  };
  const apply = () => project.cdknomad("apply");
  const nomad = async <T>(url: string): Promise<T> => {
    const response = await fetch(`${lab.nomadAddr}/v1/${url}`, { headers: { "X-Nomad-Token": lab.nomadToken() } });
    return (await response.json()) as T;
  };
  /** What the servers have, with the index of each last change. */
  const onServers = async () => {
    const allocations = await nomad<{ ID: string; ClientStatus: string }[]>("job/mover/allocations?all=true");
    const kept = await fetch(`${lab.consulAddr}/v1/kv/moving/level`, {
      headers: { "X-Consul-Token": labVariables(lab).CONSUL_HTTP_TOKEN ?? "" },
    });
    return {
      job: (await nomad<{ JobModifyIndex: number }>("job/mover")).JobModifyIndex,
      allocations: allocations.map(({ ID, ClientStatus }) => `${ID} ${ClientStatus}`).sort(),
      namespace: (await nomad<{ ModifyIndex: number }>("namespace/moving")).ModifyIndex,
      policy: (await nomad<{ ModifyIndex: number }>("acl/policy/moving-read")).ModifyIndex,
      variable: (await nomad<{ ModifyIndex: number }>("var/moving/settings")).ModifyIndex,
      key: (await kept.json())[0].ModifyIndex,
    };
  };
  const state = (stack: string) => path.join(project.folder, `terraform.${stack}.tfstate`);
  const inState = (stack: string): string[] =>
    (JSON.parse(readFileSync(state(stack), "utf8")) as { resources: { type: string; name: string }[] }).resources.map(
      ({ type, name }) => `${type}.${name}`,
    );

  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    Object.assign(environment, labVariables(lab));
    project = new Project(path.join("__tests__", "lab", "plan", "two-stacks-program.ts"), environment);
    having({});
    expect(await plan()).toMatchObject({ code: 2 });
    expect(await apply()).toMatchObject({ code: 0 });
  });

  afterAll(async () => {
    environment.CDKNOMAD_GUARD = "off";
    await project.cdktf("destroy", "*", "--auto-approve");
    await fetch(`${lab.nomadAddr}/v1/job/mover?purge=true`, {
      method: "DELETE",
      headers: { "X-Nomad-Token": lab.nomadToken() },
    });
    project.remove();
  });

  it("report changed outputs and write them, although nothing else changes (terraform 12487, 18472)", async () => {
    having({ OUTPUT: "http://a" });
    const planned = await plan("a");
    expect(planned).toMatchObject({ code: 2, output: expect.stringContaining("2 outputs to write\n") });
    expect(planned.output).toContain("  + output endpoint: http://a\n  + output password: (masked)\n");
    expect(schemaErrors(planned.report)).toEqual([]);
    expect(await apply()).toMatchObject({
      code: 0,
      output: expect.stringContaining("applied: 2 of 2 done (2 outputs written)"),
    });
    const { outputs } = JSON.parse(readFileSync(state("a"), "utf8"));
    expect(outputs).toMatchObject({ endpoint: { value: "http://a" }, password: { value: "pw-http://a" } });
    expect(await plan("a")).toMatchObject({ code: 0, output: expect.stringContaining("no changes") });
    having({});
    expect(await plan("a")).toMatchObject({
      code: 2,
      output: expect.stringContaining("  - output endpoint: http://a"),
    });
    expect(await apply()).toMatchObject({ code: 0 });
  });

  it("are refused if one is managed twice (terraform 15609)", async () => {
    having({ TWICE: "1" });
    const planned = await project.cdknomad("plan");
    expect(planned).toMatchObject({
      code: 1,
      output: expect.stringContaining(
        "[b/twice] consul key prefix moving/twice/: it is inside the consul key prefix moving/ of [a/keys]",
      ),
    });
  });

  it("are not destroyed by cdktf deploy when they are declared in another stack", async () => {
    const before = await onServers();
    having({ IN: "b" });
    expect(await project.cdktf("deploy", "a", "--auto-approve")).toMatchObject({ code: 1 });
    expect(await onServers()).toEqual(before);
    const alone = await plan("a");
    expect(alone).toMatchObject({
      code: 1,
      output: expect.stringContaining("plan both stacks, so that the object is moved: cdknomad plan a b"),
    });
  });

  it("move to another stack without being touched", async () => {
    const before = await onServers();
    having({ IN: "b" });
    const planned = await plan();
    // An import does not say the namespace `default`, so the state of the variable gets it.
    expect(planned).toMatchObject({
      code: 2,
      output: expect.stringMatching(/^1 to change, 5 to move to another stack$/m),
    });
    expect(planned.output).toContain("  → nomad_job default/mover  moved from stack a to stack b\n");
    expect(planned.output).not.toContain("groups.web");
    expect(schemaErrors(planned.report)).toEqual([]);
    expect(readdirSync(path.join(project.folder, "cdktf.out", "stacks")).sort()).toEqual(["a", "b"]);
    expect(await apply()).toMatchObject({ code: 0 });
    expect(await onServers()).toEqual(before);
    expect(inState("a")).toEqual(["nomad_job.default_stays-a"]);
    expect(inState("b")).toHaveLength(6);
    expect(await plan()).toMatchObject({ code: 0, output: expect.stringContaining("no changes") });
  });

  it("are forgotten by the old stack after an apply that was killed between the two states", async () => {
    const before = await onServers();
    copyFileSync(state("b"), path.join(project.folder, "b.before"));
    having({});
    expect(await plan()).toMatchObject({ code: 2 });
    expect(await apply()).toMatchObject({ code: 0 });
    copyFileSync(path.join(project.folder, "b.before"), state("b"));
    const planned = await plan();
    expect(planned).toMatchObject({ code: 2, output: expect.stringMatching(/^5 to move to another stack$/m) });
    expect(planned.output).toContain("nomad_job default/mover  moved from stack b to stack a");
    expect(await apply()).toMatchObject({ code: 0 });
    expect(await onServers()).toEqual(before);
    expect(inState("b")).toEqual(["nomad_job.default_stays-b"]);
    expect(await plan()).toMatchObject({ code: 0 });
  });

  it("move and change in one plan, but not if the new stack waits for other changes of the old one", async () => {
    having({ IN: "b", DEPENDS: "b-on-a", EXTRA: "1" });
    expect(await plan()).toMatchObject({
      code: 1,
      output: expect.stringContaining(
        "job/default/mover cannot be moved from stack a to stack b in this plan (move-not-possible)",
      ),
    });
    having({ IN: "b", DEPENDS: "b-on-a", MEMORY: "17" });
    const planned = await plan();
    expect(planned).toMatchObject({ code: 2, output: expect.stringContaining("5 to move to another stack") });
    expect(planned.output).toMatch(/~ groups\.web\.tasks\.web\.resources\.memory: 16 → 17/);
    const before = await onServers();
    expect(await apply()).toMatchObject({ code: 0 });
    const { job, allocations, ...others } = await onServers();
    expect(others).toEqual({
      namespace: before.namespace,
      policy: before.policy,
      variable: before.variable,
      key: before.key,
    });
    expect(job).toBeGreaterThan(before.job);
    expect(await plan()).toMatchObject({ code: 0 });
  });
});
