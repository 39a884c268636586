import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { retry } from "../../../clients";
import { type Lab, labUp, labVariables } from "../../../lab";
import { testLab } from "../../runner/lab";
import { appOf } from "../app";
import { Typed } from "./typed";

jest.setTimeout(600_000);

const pullError =
  /default\/stuck {2}! task main of group front on node \S+: Failed to pull `cdknomad-test\/does-not-exist:1\.27\.0`/;

describe("an apply of a job that cannot start", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-waits-"));
  let lab: Lab;
  const typed = (words: string, environment: NodeJS.ProcessEnv = {}) =>
    new Typed(folder, { ...labVariables(lab), CDKNOMAD_SKIP_DOCTOR: "1", ...environment }, words.split(" "));
  const run = (words: string, environment?: NodeJS.ProcessEnv) => typed(words, environment).ended;
  const nomad = async (method: string, url: string): Promise<unknown> => {
    const response = await fetch(`${lab.nomadAddr}/v1/${url}`, {
      method,
      headers: { "X-Nomad-Token": lab.nomadToken() },
    });
    return response.ok ? response.json() : undefined;
  };

  /** When the task of the job failed to pull its image, in milliseconds since 1970. */
  const failureOfPull = async (): Promise<number> => {
    interface Event {
      readonly Type: string;
      readonly Time: number;
    }
    const allocations = (await nomad("GET", "job/stuck/allocations")) as {
      TaskStates: Record<string, { Events: Event[] }>;
    }[];
    const events = allocations.flatMap(({ TaskStates }) => Object.values(TaskStates).flatMap(({ Events }) => Events));
    const failed = events.filter(({ Type }) => Type === "Driver Failure").map(({ Time }) => Time / 1e6);
    return Math.min(...failed);
  };

  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    const app = appOf(path.join(__dirname, "waits-program.ts"));
    const project = { language: "typescript", app, projectId: "test", sendCrashReports: "false" };
    writeFileSync(path.join(folder, "cdktf.json"), JSON.stringify(project));
  });

  afterAll(async () => {
    await nomad("DELETE", "job/stuck?purge=true");
    rmSync(folder, { recursive: true });
  });

  it("ends within 15 s and shows the error of the pull, its fix, and the code", async () => {
    expect(await run("cdknomad plan")).toMatchObject({ code: 2 });
    const apply = typed("cdknomad apply --skip-doctor");
    await apply.says("nomad accepted the job");
    const began = Date.now();
    await apply.says("Failed to pull `cdknomad-test/does-not-exist:1.27.0`");
    const shown = Date.now();
    const { code, output } = await apply.ended;
    const ended = Date.now();
    const known = await failureOfPull();
    console.info(`the error was shown ${Math.round(shown - known)} ms after Nomad's client had it (goal: 2,000 ms)`);
    console.info(`the apply ended ${ended - began} ms after the registration:\n${output}`);
    expect(output).toMatch(pullError);
    expect(output.match(new RegExp(pullError, "g"))).toHaveLength(1);
    expect(output).toContain("[default/stuck] does not run (job-not-running)");
    expect(output).toContain("the apply did not wait longer, because this does not resolve itself (fail_fast)");
    expect(code).toBe(1);
    expect(ended - began).toBeLessThan(15_000);
    // The wait shows it while it waits, not as a part of the failure at its end.
    expect(output.search(pullError)).toBeLessThan(output.indexOf("(job-not-running)"));
  });

  it("is repeated by the next plan, which replaces the job; cdktf deploy shows the error, too", async () => {
    const planned = await run("cdknomad plan");
    expect(planned.code).toBe(2);
    expect(planned.output).toContain("± nomad_job default/stuck");
    expect(planned.output).toContain("failed before with this specification");
    const began = Date.now();
    const { code, output } = await run("cdktf deploy waits --auto-approve");
    console.info(`cdktf deploy ended after ${Date.now() - began} ms:\n${output}`);
    expect(output).toMatch(pullError);
    expect(code).toBe(1);
  });

  it("does not hide a later crash: a plan without changes warns with the exit code and the log", async () => {
    const crash = { CDKNOMAD_TEST_CRASH: "1" };
    expect(await run("cdknomad plan", crash)).toMatchObject({ code: 2 });
    expect(await run("cdknomad apply --skip-doctor", crash)).toMatchObject({ code: 0 });
    await retry({ what: "a task that waits for its restart", limit: 60_000 }, async () => {
      const [allocation] = (await nomad("GET", "job/stuck/allocations")) as { ClientStatus: string }[];
      if (allocation?.ClientStatus !== "pending") {
        throw new Error(`it is ${allocation?.ClientStatus}`);
      }
    });
    const { code, output } = await run("cdknomad plan", crash);
    expect(output).toContain("[default/stuck] is not healthy");
    expect(output).toMatch(/task main of group front on node \S+: exited with code 3/);
    expect(output).toContain("stderr: no such table");
    expect(output).toContain("no changes");
    expect(code).toBe(0);
  });
});
