import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Problem, Report } from "../../../cli/report/report";
import { type Lab, labUp, labVariables } from "../../../lab";
import { silent } from "../../../tools/progress";
import { run } from "../../../tools/run";
import { temporaryFolder } from "../../../tools/temporary-folder";
import { ensureTerraform } from "../../../tools/terraform";
import { testLab } from "../../runner/lab";
import { until } from "../dns/cluster";
import { Project } from "../project";
import { type Apis, apisOf } from "./apis";
import { foreignToken } from "./consul-cases";
import { driftCases, type Wire } from "./drift-cases";
import { RandomWalk } from "./random-stack";
import { resourceCases } from "./resource-cases";
import { randomFrom } from "./rounds";

jest.setTimeout(900_000);

describe("a proved plan", () => {
  const environment: NodeJS.ProcessEnv = {};
  let lab: Lab;
  let apis: Apis;
  let project: Project;
  let terraform: string;

  const folder = () => path.join(project.folder, "cdktf.out", "stacks", "drift");
  const plan = (...args: string[]) => planned(project, ...args);

  // The program of the drift test, which has every resource type but the volumes.
  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    // With the reason if Terraform compares more than expected.
    Object.assign(environment, labVariables(lab), { CDKNOMAD_VERBOSE: "1" });
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
      const next = await plan();
      return next.report.proof && next;
    });
    const full = await plan("--full");
    expect([walked.code, proved.code, full.code]).toEqual([0, 0, 0]);
    expect([walked.report.proof, full.report.proof]).toEqual([undefined, undefined]);
    expect(proved.report.proof).toEqual({ since: expect.any(String) });
    expectSame(proved, full);
  });

  it("reports each kind of drift as one that Terraform made, for a part of the resources", async () => {
    const changes = [
      ...driftCases.map(
        ({ id, change }) =>
          () =>
            editJob(id, change),
      ),
      ...resourceCases.map(
        ({ change }) =>
          () =>
            change(apis),
      ),
    ];
    // Not all at once: for most resources of a program, Terraform compares everything.
    // More than 20 jobs that cannot be placed share warnings, in the order in which Terraform plans them.
    for (const remainder of [0, 1, 2]) {
      for (const [at, change] of changes.entries()) {
        if (at % 3 === remainder) {
          await change();
        }
      }
      const part = await plan();
      expect(part.output).toMatch(/^proved: \d+ objects did not change since /m);
      const full = await plan("--full", "--out", "full.plan");
      expect(full.report.proof).toBeUndefined();
      expectSame(part, full);
      expect(await project.cdknomad("apply")).toMatchObject({ code: 0 });
      expect(await plan("--full")).toMatchObject({ code: 0, output: expect.stringContaining("no changes") });
    }
  });

  const editJob = async (id: string, change: (job: Wire) => void) => {
    const job = await apis.nomad("GET", `job/${id}?namespace=drifting`);
    change(job);
    await apis.nomad("POST", "jobs?namespace=drifting", { Job: job });
  };
});

const seed = Number(process.env.CDKNOMAD_TEST_SEED ?? Date.now() % 1_000_000);
const programs = Number(process.env.CDKNOMAD_TEST_PROGRAMS ?? 4);

describe(`a plan of ${programs} random programs with random foreign edits (CDKNOMAD_TEST_SEED=${seed})`, () => {
  it("reports the same as one in which Terraform compares everything", async () => {
    const lab = await labUp({ name: testLab });
    const apis = apisOf(lab);
    const walk = new RandomWalk(randomFrom(seed));
    const file = path.join(temporaryFolder("random"), "program.json");
    const project = new Project(path.join("__tests__", "lab", "plan", "random-program.ts"), {
      ...labVariables(lab),
      CDKNOMAD_TEST_PROGRAM: file,
    });
    const write = () => writeFileSync(file, JSON.stringify(walk.stack));
    let partial = 0;
    try {
      write();
      await planned(project);
      expect(await project.cdknomad("apply")).toMatchObject({ code: 0 });
      for (let number = 1; number <= programs; number++) {
        const stored = await planned(project);
        expect([number, stored.code, stored.output]).toEqual([number, 0, expect.stringContaining("no changes")]);
        walk.editProgram();
        await walk.editCluster(apis);
        write();
        const part = await planned(project);
        partial += part.report.proof?.unchanged === undefined ? 0 : 1;
        expectSame(part, await planned(project, "--full", "--out", "full.plan"), `program ${number}`);
        expect(await project.cdknomad("apply")).toMatchObject({ code: 0 });
      }
      console.info(`${partial} of ${programs} plans compared a part only (CDKNOMAD_TEST_SEED=${seed})`);
    } finally {
      writeFileSync(file, JSON.stringify({ resources: [], outputs: {} }));
      await planned(project);
      await project.cdknomad("apply");
      project.remove();
      rmSync(path.dirname(file), { recursive: true });
    }
  });
});

/** What a plan printed, and its report. */
type Planned = Awaited<ReturnType<typeof planned>>;

async function planned(project: Project, ...args: readonly string[]) {
  const result = await project.cdknomad("plan", "--json", "report.json", ...args);
  const report: Report = JSON.parse(readFileSync(path.join(project.folder, "report.json"), "utf8"));
  return { ...result, report };
}

/** Requires that two plans print the same and have the same report, but for the line about the proof. */
function expectSame(proved: Planned, full: Planned, what = ""): void {
  // Terraform plans resources at the same time, so messages have another order in each plan.
  const sorted = (some: readonly Problem[]) => some.map((one) => JSON.stringify(one)).sort();
  const comparable = ({ createdAt, proof, stacks, ...rest }: Report) => ({
    ...rest,
    stacks: stacks.map(({ seal, problems, resources, ...stack }) => ({
      ...stack,
      seal: { ...seal, plan: undefined },
      problems: sorted(problems),
      resources: resources.map((one) => ({ ...one, problems: sorted(one.problems) })),
    })),
  });
  expect([what, comparable(proved.report)]).toEqual([what, comparable(full.report)]);
  const text = ({ output }: Planned) =>
    output
      .split("\n")
      .filter((line) => !/^(proved|Apply exactly this): /.test(line))
      .sort();
  expect([what, text(proved)]).toEqual([what, text(full)]);
}
