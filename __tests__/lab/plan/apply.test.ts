import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Report } from "../../../cli/plan/report";
import { type Lab, labUp, labVariables } from "../../../lab";
import { eventually } from "../../../lab/http";
import { testLab } from "../../runner/lab";
import { schemaErrors } from "../../unit/plan/report-schema";
import { processesIn, Typed } from "./typed";

jest.setTimeout(1_200_000);

const tsx = pathToFileURL(require.resolve("tsx")).href;
const patience = { limit: 300_000 };
const at = "?namespace=waiting";
const lockedWords =
  /second: its state is locked by \S+@\S+( process \d+,)? since \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ for apply; wait/;

describe("apply", () => {
  const folders: string[] = [];
  let lab: Lab;
  let access: NodeJS.ProcessEnv;

  const project = (): string => {
    const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-apply-"));
    folders.push(folder);
    const app = `node --import ${tsx} ${path.join(__dirname, "waiting.ts")}`;
    writeFileSync(
      path.join(folder, "cdktf.json"),
      JSON.stringify({ language: "typescript", app, projectId: "test", sendCrashReports: "false" }),
    );
    return folder;
  };
  const typed = (folder: string, words: string, environment: NodeJS.ProcessEnv = {}) =>
    new Typed(folder, { ...access, ...environment }, words.split(" "));
  const run = (folder: string, words: string, environment: NodeJS.ProcessEnv = {}) =>
    typed(folder, words, environment).ended;
  const nomad = async (method: string, url: string, body?: unknown) => {
    const response = await fetch(`${lab.nomadAddr}/v1/${url}`, {
      method,
      headers: { "X-Nomad-Token": lab.nomadToken() },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) {
      throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
    }
    return response.json();
  };
  /** How often a job was registered, by Nomad's own account, which outlives the job. */
  const registrations = async (job: string): Promise<number> => {
    const all = (await nomad("GET", `job/${job}/evaluations${at}`)) as { TriggeredBy: string }[];
    return all.filter(({ TriggeredBy }) => TriggeredBy === "job-register").length;
  };
  /** Says that the job is healthy, for which its deployment waits. */
  const makeHealthy = () =>
    eventually("a healthy deployment", patience, async () => {
      const { ID } = (await nomad("GET", `job/waits/deployment${at}`)) as { ID: string };
      const allocations = (await nomad("GET", `deployment/allocations/${ID}${at}`)) as { ID: string }[];
      if (allocations.length === 0) {
        throw new Error("no allocation yet");
      }
      await nomad("POST", `deployment/allocation-health/${ID}${at}`, {
        DeploymentID: ID,
        HealthyAllocationIDs: allocations.map((allocation) => allocation.ID),
      });
    });
  const removeAll = async () => {
    for (const job of ["before", "waits", "after"]) {
      await nomad("DELETE", `job/${job}${at}&purge=true`).catch(() => {});
    }
    await eventually("no namespace", patience, async () => {
      const all = (await nomad("GET", "namespaces")) as { Name: string }[];
      if (all.some(({ Name }) => Name === "waiting")) {
        await nomad("DELETE", "namespace/waiting");
      }
    });
  };

  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    access = labVariables(lab);
    await removeAll();
  });

  afterEach(removeAll);

  afterAll(() => {
    for (const folder of folders) {
      rmSync(folder, { recursive: true });
    }
  });

  it("makes in one go what one plan says of stacks that build on each other, and a second plan is empty", async () => {
    const folder = project();
    const planned = await run(folder, "cdknomad plan --json report.json --markdown report.md --html report.html");
    expect(planned).toMatchObject({
      code: 2,
      output: expect.stringContaining("+ nomad_job waiting/waits  after stack first"),
    });
    const report = JSON.parse(readFileSync(path.join(folder, "report.json"), "utf8")) as Report;
    expect(schemaErrors(report)).toEqual([]);
    const made = report.stacks.flatMap(({ resources }) => resources).find(({ name }) => name === "waiting/waits");
    expect(made).toMatchObject({ action: "create", namespace: "waiting", after: "first" });
    // What is made is listed field by field, for whoever opens it.
    expect(made?.fields).toContainEqual({ path: "meta.level", origin: "configuration", after: "1" });
    expect(readFileSync(path.join(folder, "report.md"), "utf8")).toContain("+ meta.level: 1");
    expect(readFileSync(path.join(folder, "report.html"), "utf8")).toContain("<code>meta.level</code><ins>1</ins>");
    const applied = await run(folder, "cdknomad apply");
    expect(applied).toMatchObject({ code: 0, output: expect.stringContaining("applied: 4 of 4 done") });
    expect(await run(folder, "cdknomad plan")).toMatchObject({
      code: 0,
      output: expect.stringContaining("no changes"),
    });
  });

  it.each<[string, NodeJS.ProcessEnv]>([
    ["a local state", {}],
    ["the state in Consul", { CDKNOMAD_STATE: "cdknomad/parallel" }],
  ])("writes once of 20 at the same time with %s, and the others say who is at it", async (_, state) => {
    const folder = project();
    const environment = { ...state, CDKNOMAD_TEST_WAIT: "1" };
    expect(await run(folder, "cdknomad plan first", environment)).toMatchObject({ code: 2 });
    expect(await run(folder, "cdknomad apply", environment)).toMatchObject({ code: 0 });
    expect(await run(folder, "cdknomad plan", environment)).toMatchObject({ code: 2 });
    const jobs = ["before", "waits", "after"];
    const before = await Promise.all(jobs.map(registrations));
    const all = Array.from({ length: 20 }, () => typed(folder, "cdknomad apply", environment));
    // The one that has the lock is kept from its end by its job until all the others have given up.
    const ended = new Set<Typed>();
    for (const one of all) {
      void one.ended.then(() => ended.add(one));
    }
    await eventually("19 that gave up", patience, async () => {
      if (ended.size < 19) {
        throw new Error(`${ended.size} have ended`);
      }
    });
    if (state.CDKNOMAD_STATE) {
      // cdktf itself, from another checkout, is refused as well and tells what Terraform says of the lock.
      const other = await run(
        project(),
        "cdktf deploy second --ignore-missing-stack-dependencies --auto-approve",
        environment,
      );
      expect(other.code).toBe(1);
      expect(other.output.replace(/\s+/g, " ")).toMatch(/Error acquiring the state lock.* Who: +\S+@\S+/);
    }
    const refused = await Promise.all([...ended].map((one) => one.ended));
    expect(refused.map(({ code }) => code)).toEqual(Array.from({ length: 19 }, () => 1));
    for (const { output } of refused) {
      expect(output).toMatch(lockedWords);
    }
    await makeHealthy();
    const [winner] = all.filter((one) => !ended.has(one));
    expect(await winner?.ended).toMatchObject({ code: 0, output: expect.stringContaining("applied: 3 of 3 done") });
    const after = await Promise.all(jobs.map(registrations));
    expect(after.map((count, index) => count - (before[index] ?? 0))).toEqual([1, 1, 1]);
  });

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("lets go in order at %s, tells what is done, and the next run does the rest", async (signal, code) => {
    const folder = project();
    const environment = { CDKNOMAD_TEST_WAIT: "1" };
    const before = await registrations("waits");
    expect(await run(folder, "cdknomad plan", environment)).toMatchObject({ code: 2 });
    const apply = typed(folder, "cdknomad apply", environment);
    await apply.says("waiting/waits  nomad took the job");
    apply.kill(signal);
    const { output, ...ended } = await apply.ended;
    expect(ended).toEqual({ code });
    expect(output).toContain(
      "interrupted: what has begun comes to its end, the rest is left; once more ends it at once",
    );
    expect(output).toContain("not all is applied: 3 of 4 done\n  not begun: nomad_job.waiting_after\n");
    expect(processesIn(folder)).toEqual([]);
    const again = await run(folder, "cdknomad plan", environment);
    expect(again).toMatchObject({ code: 2, output: expect.stringMatching(/^1 to create$/m) });
    expect(await run(folder, "cdknomad apply", environment)).toMatchObject({ code: 0 });
    expect(await run(folder, "cdknomad plan", environment)).toMatchObject({ code: 0 });
    expect((await registrations("waits")) - before).toBe(1);
  });

  it("ends at once at a second Ctrl-C, and when it is killed itself nothing of it goes on", async () => {
    const folder = project();
    const environment = { CDKNOMAD_TEST_WAIT: "1" };
    const before = await registrations("waits");
    expect(await run(folder, "cdknomad plan", environment)).toMatchObject({ code: 2 });
    const apply = typed(folder, "cdknomad apply", environment);
    await apply.says("waiting/waits  nomad took the job");
    apply.kill("SIGINT");
    apply.kill("SIGINT");
    expect((await apply.ended).code).toBe(130);
    const gone = () =>
      eventually("no process left", patience, async () => {
        expect(processesIn(folder)).toEqual([]);
      });
    await gone();

    await removeAll();
    rmSync(path.join(folder, "terraform.second.tfstate"), { force: true });
    rmSync(path.join(folder, "terraform.first.tfstate"), { force: true });
    expect(await run(folder, "cdknomad plan", environment)).toMatchObject({ code: 2 });
    const killed = typed(folder, "cdknomad apply", environment);
    await killed.says("waiting/waits  nomad took the job");
    killed.kill("SIGKILL");
    await gone();
    // What was registered and is in no state is adopted, not registered again.
    expect(await run(folder, "cdknomad plan", environment)).toMatchObject({ code: 2 });
    expect(await run(folder, "cdknomad apply", environment)).toMatchObject({ code: 0 });
    expect(await run(folder, "cdknomad plan", environment)).toMatchObject({ code: 0 });
    expect((await registrations("waits")) - before).toBe(2); // once in each half of this test
  });

  it("leaves no half of a plan behind at Ctrl-C", async () => {
    const folder = project();
    const plan = typed(folder, "cdknomad plan");
    await eventually("a plan under way", patience, async () => {
      if (!existsSync(path.join(folder, "cdknomad.plan"))) {
        throw new Error("it has not begun");
      }
    });
    plan.kill("SIGINT");
    const { code, output } = await plan.ended;
    expect(code).toBe(130);
    expect(output).toContain("interrupted: nothing is planned, and nothing was changed\n");
    expect(existsSync(path.join(folder, "cdknomad.plan"))).toBe(false);
    expect(processesIn(folder)).toEqual([]);
    expect(await run(folder, "cdknomad plan")).toMatchObject({ code: 2 });
  });
});
