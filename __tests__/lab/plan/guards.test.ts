import { readFileSync } from "node:fs";
import path from "node:path";
import type { Report } from "../../../cli/report/report";
import { type Lab, labUp, labVariables } from "../../../lab";
import { testLab } from "../../runner/lab";
import { Project, type Result } from "../project";

jest.setTimeout(900_000);

const everything = "room,db,by-hand,b,c,d";

describe("a program that lost something", () => {
  const environment: NodeJS.ProcessEnv = { CDKNOMAD_GUARD: "on" };
  let lab: Lab;
  let project: Project;

  /** Runs a command for a program that has these parts. */
  const having = (parts: string, command: (its: Project) => Promise<Result>, confirm?: string): Promise<Result> => {
    environment.CDKNOMAD_TEST_HAS = parts;
    environment.CDKNOMAD_CONFIRM = confirm;
    return command(project);
  };
  const nomad = async (url: string): Promise<readonly Record<string, unknown>[]> => {
    const response = await fetch(`${lab.nomadAddr}/v1/${url}`, { headers: { "X-Nomad-Token": lab.nomadToken() } });
    expect(response.status).toBe(200);
    return (await response.json()) as readonly Record<string, unknown>[];
  };
  /** What is on the server, each with the index of its last change. */
  const standing = async () => ({
    jobs: (await nomad("jobs?namespace=*")).map(({ ID, JobModifyIndex, Stop }) => ({ ID, JobModifyIndex, Stop })),
    namespaces: (await nomad("namespaces")).map(({ Name, ModifyIndex }) => ({ Name, ModifyIndex })),
    methods: (await nomad("acl/auth-methods")).map(({ Name, ModifyIndex }) => ({ Name, ModifyIndex })),
  });
  /** Without the frame and the line breaks that Terraform and cdktf put into messages. */
  const flat = ({ output }: Result) => output.replace(/[│╷╵]/g, " ").replace(/\s+/g, " ");

  const diff = (its: Project) => its.cdktf("diff", "guarded");
  const deploy = (its: Project) => its.cdktf("deploy", "*", "--auto-approve");
  const destroy = (its: Project) => its.cdktf("destroy", "guarded", "--auto-approve");
  const plan = (its: Project) => its.cdknomad("plan", "--json", "report.json");
  const report = (): Report => JSON.parse(readFileSync(path.join(project.folder, "report.json"), "utf8"));

  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    Object.assign(environment, labVariables(lab));
    project = new Project(path.join("__tests__", "lab", "plan", "guards-program.ts"), environment);
    const deployed = await having(everything, deploy);
    expect(deployed.code).toBe(0);
  });

  afterAll(async () => {
    environment.CDKNOMAD_GUARD = "off";
    await having(everything, destroy);
    project.remove();
  });

  // Both may leave off the end of what Terraform prints, so they are asked for the outcome.
  it.each([
    ["cdktf deploy", "by-hand,b,c,d", deploy],
    ["cdktf destroy, though the program has it all", everything, destroy],
  ])("destroys no namespace, auth method or protected job by %s", async (_, parts, command) => {
    const before = await standing();
    const refused = await having(parts, command);
    expect(refused).toMatchObject({
      code: 1,
      output: expect.stringContaining("Terraform CLI failed with exit code 1"),
    });
    expect(await standing()).toEqual(before);
  });

  it("is refused by cdktf diff, which lists what it would destroy and how to confirm that", async () => {
    const before = await standing();
    const planned = await having("by-hand,b,c,d", diff);
    expect(planned.code).toBe(1);
    for (const [title, what] of [
      ["[namespace guarded-room]", "deletes the namespace, which holds what its jobs share"],
      ["[acl auth method guarded-login]", "deletes the acl auth method, which lets people and programs log in"],
      ["[default/guarded-db]", "deletes the job, which is protected"],
    ]) {
      expect(flat(planned)).toContain(
        `Error: ${title} is not destroyed without a confirmation (needs-confirmation) this plan ${what};`,
      );
    }
    expect(flat(planned)).toContain(
      "CDKNOMAD_CONFIRM=auth-method/guarded-login,job/default/guarded-db,namespace/guarded-room",
    );
    expect(await standing()).toEqual(before);
  });

  it("is refused by cdknomad plan in one sentence, and cdknomad apply does not take that plan", async () => {
    const before = await standing();
    const planned = await having("by-hand,b,c,d", plan, "namespace/guarded-room");
    expect(planned.output).toContain(
      "Refused: this plan destroys auth-method/guarded-login, job/default/guarded-db. If you intend all of it: cdknomad plan --confirm auth-method/guarded-login,job/default/guarded-db\n",
    );
    const applied = await having("by-hand,b,c,d", (its) => its.cdknomad("apply"));
    expect(applied.output).toContain("cdknomad.plan: the plan has errors; fix them and plan again");
    expect([planned.code, applied.code]).toEqual([1, 1]);
    expect(await standing()).toEqual(before);
  });

  it("destroys nothing when nothing is left of it", async () => {
    const before = await standing();
    const deployed = await having(
      "",
      deploy,
      "job/default/guarded-db,auth-method/guarded-login,namespace/guarded-room",
    );
    const planned = await having("", plan, "job/default/guarded-db,auth-method/guarded-login,namespace/guarded-room");
    expect(planned.output).toContain("error: an empty program destroys nothing");
    expect(planned.output).toContain(
      "Refused: this plan destroys everything, because the program is empty. If you intend all of it: cdknomad plan --confirm empty-program\n",
    );
    expect([deployed.code, planned.code]).toEqual([1, 1]);
    expect(await standing()).toEqual(before);
  });

  it("destroys nothing when it has another stack and not this one any more", async () => {
    const before = await standing();
    const planned = await having("other-stack", plan);
    expect(planned).toMatchObject({ code: 0, output: expect.stringContaining("no changes") });
    const deployed = await having("other-stack", deploy);
    expect(deployed.code).toBe(0);
    expect(await standing()).toEqual(before);
  });

  it("does not destroy more than half of its jobs at once", async () => {
    const before = await standing();
    const deployed = await having("room,db,by-hand", deploy);
    const planned = await having("room,db,by-hand", plan);
    expect([deployed.code, planned.code]).toEqual([1, 1]);
    expect(planned.output).toContain("error: more than 50 % of the jobs would be destroyed at once");
    expect(planned.output).toContain(
      "Refused: this plan destroys more jobs at once than is allowed. If you intend all of it: cdknomad plan --confirm many-jobs\n",
    );
    expect(await standing()).toEqual(before);
  });

  it("keeps a job that only got another address, and the plan explains how to declare the move", async () => {
    const before = await standing();
    const planned = await having("room,db,a,b,c,d", plan);
    expect(planned.code).toBe(1);
    expect(planned.output).toContain("[default/guarded-a] is destroyed and created in one plan (two-addresses)");
    expect(report().stacks[0]?.problems).toContainEqual({
      level: "warning",
      summary:
        "likely a rename: nomad_job.by_hand is destroyed and nomad_job.default_guarded-a is created (rename-likely)",
      detail: [
        "both are the same object: declare the move, and the object on the cluster does not change",
        "    moved {",
        "      from = nomad_job.by_hand",
        "      to   = nomad_job.default_guarded-a",
        "    }",
        'in TypeScript: terraform: { movedFrom: "nomad_job.by_hand" } of the Job',
      ].join("\n"),
    });
    const moved = await having("room,db,a,b,c,d,moved", plan);
    expect(moved).toMatchObject({ code: 2, output: expect.stringContaining("1 to move or forget in the state") });
    const applied = await having("room,db,a,b,c,d,moved", (its) => its.cdknomad("apply"));
    expect(applied.code).toBe(0);
    expect(await standing()).toEqual(before);
  });

  it("destroys what was confirmed by its name, and only that", async () => {
    const confirm = "auth-method/guarded-login,namespace/guarded-room";
    const planned = await having("db,a,b,c,d", (its) => its.cdknomad("plan", "--confirm", confirm));
    expect(planned).toMatchObject({ code: 2, output: expect.stringContaining("2 to destroy") });
    const applied = await having("db,a,b,c,d", (its) => its.cdknomad("apply"));
    expect(applied).toMatchObject({ code: 0, output: expect.stringContaining("applied: 2 of 2 done") });
    const { namespaces, methods } = await standing();
    expect(namespaces.map(({ Name }) => Name)).toEqual(["default"]);
    expect(methods).toEqual([]);

    const destroyed = await having("db,a,b,c,d", destroy, "job/default/guarded-db");
    expect(destroyed.code).toBe(0);
    expect((await standing()).jobs.filter(({ ID }) => /^guarded-/.test(String(ID)))).toEqual([]);
  });
});
