import { readFileSync } from "node:fs";
import path from "node:path";
import type { Report } from "../../../cli/report/report";
import { type Lab, labUp, labVariables } from "../../../lab";
import { silent } from "../../../tools/progress";
import { run } from "../../../tools/run";
import { ensureTerraform } from "../../../tools/terraform";
import { testLab } from "../../runner/lab";
import { until } from "../dns/cluster";
import { Project } from "../project";
import { type Apis, apisOf } from "./apis";
import { foreignToken } from "./consul-cases";

jest.setTimeout(900_000);

describe("a proved plan", () => {
  const environment: NodeJS.ProcessEnv = {};
  let lab: Lab;
  let apis: Apis;
  let project: Project;
  let terraform: string;

  const folder = () => path.join(project.folder, "cdktf.out", "stacks", "drift");
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
    // Allocations that still start after the apply change what a plan depends on, although no plan has to do anything about them.
    const proved = await until("a proved plan", async () => {
      const made = await plan();
      return made.report.proof && made;
    });
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
});
