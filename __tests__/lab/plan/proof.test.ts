import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { prove } from "../../../cli/proof/prove";
import type { Report, StackReport } from "../../../cli/report/report";
import { Stack } from "../../../cli/stack/stack";
import { type Lab, labUp, labVariables } from "../../../lab";
import { silent } from "../../../tools/progress";
import { run } from "../../../tools/run";
import { ensureTerraform } from "../../../tools/terraform";
import { testLab } from "../../runner/lab";
import { Project } from "../project";
import { type Apis, apisOf } from "./apis";
import { foreignToken } from "./consul-cases";
import { driftCases } from "./drift-cases";
import { resourceCases } from "./resource-cases";

jest.setTimeout(900_000);

const namespace = "drifting";

describe("a proved plan", () => {
  const environment: NodeJS.ProcessEnv = {};
  let lab: Lab;
  let apis: Apis;
  let project: Project;
  let terraform: string;

  const folder = () => path.join(project.folder, "cdktf.out", "stacks", "drift");
  const state = () => path.join(project.folder, "terraform.drift.tfstate");
  const plan = async (...args: string[]) => {
    const result = await project.cdknomad("plan", "--json", "report.json", ...args);
    const report: Report = JSON.parse(readFileSync(path.join(project.folder, "report.json"), "utf8"));
    return { ...result, report };
  };

  // The program of the drift test, which has every resource type but the volumes.
  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    Object.assign(environment, labVariables(lab));
    apis = apisOf(lab);
    terraform = await ensureTerraform(silent);
    await apis.consul("PUT", "acl/token", { AccessorID: foreignToken, Description: "created by another user" });
    project = new Project(path.join("__tests__", "lab", "plan", "program.ts"), environment);
    expect(await project.cdknomad("plan")).toMatchObject({ code: 2 });
    expect(await project.cdknomad("apply")).toMatchObject({ code: 0 });
  });

  afterAll(async () => {
    const env = { ...process.env, ...environment, CDKNOMAD_GUARD: "off" };
    await run([terraform, "destroy", "-auto-approve", "-no-color"], { cwd: folder(), env });
    await apis.consul("DELETE", `acl/token/${foreignToken}`);
    project.remove();
  });

  it("reports the same as one that Terraform made, but for the line about the proof", async () => {
    const walked = await plan();
    const proved = await plan();
    const full = await plan("--full");
    expect([walked.code, proved.code, full.code]).toEqual([0, 0, 0]);
    expect([walked.report.proof, full.report.proof]).toEqual([undefined, undefined]);
    expect(proved.report.proof).toEqual({ since: expect.any(String) });
    const comparable = ({ createdAt, proof, stacks, ...rest }: Report) => ({
      ...rest,
      stacks: stacks.map(({ seal, ...stack }) => ({ ...stack, seal: { ...seal, plan: undefined } })),
    });
    expect(comparable(proved.report)).toEqual(comparable(full.report));
    expect(proved.output.replace(/^proved: .*\n/m, "")).toBe(full.output);
  });

  // Without Terraform, which would need a second for each: what is not proved is planned by Terraform, as the drift test does.
  it("is never made after a change on the cluster that a plan reports", async () => {
    const report: StackReport = {
      name: "drift",
      dependencies: [],
      resources: [],
      problems: [],
      seal: { configuration: "", state: "" },
    };
    const compare = () =>
      prove([new Stack("drift", folder())], {
        engine: terraform,
        environment: { ...environment, HOME: project.folder },
      });
    /** Changes something, and returns whether it is noticed. The next change is compared with this state of the cluster. */
    const isNoticed = async (change: () => Promise<unknown>) => {
      await change();
      const { proved, store } = await compare();
      await store([report]);
      return proved === undefined;
    };
    await (await compare()).store([report]);
    expect((await compare()).reason).toBeUndefined();

    const hidden: string[] = [];
    const whole = JSON.parse(readFileSync(state(), "utf8"));
    const original = readFileSync(state());
    for (const { type, id, change, reported } of resourceCases) {
      if (!(await isNoticed(() => change(apis))) && reported.length > 0) {
        hidden.push(`${type}.${id}`);
      }
      if (reported === "gone") {
        // An object that is not listed prevents every proof, so the next cases do without it.
        whole.resources = whole.resources.filter(
          (one: { type: string; name: string }) => one.type !== type || one.name !== id,
        );
        writeFileSync(state(), JSON.stringify(whole));
        await (await compare()).store([report]);
      }
    }
    for (const { id, change } of driftCases) {
      const job = await apis.nomad("GET", `job/${id}?namespace=${namespace}`);
      change(job);
      if (!(await isNoticed(() => apis.nomad("POST", `jobs?namespace=${namespace}`, { Job: job })))) {
        hidden.push(id);
      }
    }
    writeFileSync(state(), original);
    expect(hidden).toEqual([]);
    expect((await plan()).report.summary.drifted).toBeGreaterThan(40);
  });
});
