import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Report } from "../../../cli/report/report";
import { retry } from "../../../clients";
import { type Lab, labUp, labVariables } from "../../../lab";
import { run as runProgram } from "../../../tools/run";
import { testLab } from "../../runner/lab";
import { schemaErrors } from "../../unit/plan/report-schema";
import { appOf } from "../app";
import { processesIn, Typed } from "./typed";

jest.setTimeout(1_200_000);

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
    const app = appOf(path.join(__dirname, "waiting.ts"));
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
    retry({ what: "a healthy deployment", ...patience }, async () => {
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
    for (const job of ["before", "waits", "after", "last"]) {
      await nomad("DELETE", `job/${job}${at}&purge=true`).catch(() => {});
    }
    await retry({ what: "no namespace", ...patience }, async () => {
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

  afterEach(async () => {
    for (const server of forwarders.splice(0)) {
      server.close();
      server.closeAllConnections();
    }
    await removeAll();
  });

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
    const createdJob = report.stacks.flatMap(({ resources }) => resources).find(({ name }) => name === "waiting/waits");
    expect(createdJob).toMatchObject({ action: "create", namespace: "waiting", after: "first" });
    // The reports list a resource that is created field by field.
    expect(createdJob?.fields).toContainEqual({ path: "meta.level", origin: "configuration", after: "1" });
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
    await retry({ what: "19 that gave up", ...patience }, async () => {
      if (ended.size < 19) {
        throw new Error(`${ended.size} have ended`);
      }
    });
    if (state.CDKNOMAD_STATE) {
      // cdktf itself, from another checkout, is refused as well and prints the message of Terraform about the lock.
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
  ] as const)("stops in order at %s, reports what is done, and the next run does the rest", async (signal, code) => {
    const folder = project();
    const environment = { CDKNOMAD_TEST_WAIT: "1" };
    const before = await registrations("waits");
    expect(await run(folder, "cdknomad plan", environment)).toMatchObject({ code: 2 });
    const apply = typed(folder, "cdknomad apply", environment);
    await apply.says("waiting/waits  nomad accepted the job");
    apply.kill(signal);
    const { output, ...ended } = await apply.ended;
    expect(ended).toEqual({ code });
    expect(output).toContain(
      "interrupted: running changes are completed, the rest is skipped; interrupt again to stop at once",
    );
    expect(output).toContain("not everything was applied: 3 of 4 done\n  not begun: nomad_job.waiting_after\n");
    expect(processesIn(folder)).toEqual([]);
    const again = await run(folder, "cdknomad plan", environment);
    expect(again).toMatchObject({ code: 2, output: expect.stringMatching(/^1 to create$/m) });
    expect(await run(folder, "cdknomad apply", environment)).toMatchObject({ code: 0 });
    expect(await run(folder, "cdknomad plan", environment)).toMatchObject({ code: 0 });
    expect((await registrations("waits")) - before).toBe(1);
  });

  it("ends at once at a second Ctrl-C, and leaves no process running when it is killed", async () => {
    const folder = project();
    const environment = { CDKNOMAD_TEST_WAIT: "1" };
    const before = await registrations("waits");
    expect(await run(folder, "cdknomad plan", environment)).toMatchObject({ code: 2 });
    const apply = typed(folder, "cdknomad apply", environment);
    await apply.says("waiting/waits  nomad accepted the job");
    apply.kill("SIGINT");
    apply.kill("SIGINT");
    expect((await apply.ended).code).toBe(130);
    const gone = () =>
      retry({ what: "no process left", ...patience }, async () => {
        expect(processesIn(folder)).toEqual([]);
      });
    await gone();

    await removeAll();
    rmSync(path.join(folder, "terraform.second.tfstate"), { force: true });
    rmSync(path.join(folder, "terraform.first.tfstate"), { force: true });
    expect(await run(folder, "cdknomad plan", environment)).toMatchObject({ code: 2 });
    const killed = typed(folder, "cdknomad apply", environment);
    await killed.says("waiting/waits  nomad accepted the job");
    killed.kill("SIGKILL");
    await gone();
    // What was registered and is in no state is adopted, not registered again.
    expect(await run(folder, "cdknomad plan", environment)).toMatchObject({ code: 2 });
    expect(await run(folder, "cdknomad apply", environment)).toMatchObject({ code: 0 });
    expect(await run(folder, "cdknomad plan", environment)).toMatchObject({ code: 0 });
    expect((await registrations("waits")) - before).toBe(2); // once in each half of this test
  });

  describe("of a plan that is not as it was made", () => {
    let folder: string;
    const file = (name: string) => path.join(folder, "cdknomad.plan", name);
    /** Changes the report and its checksum, so that the change does not show. */
    const forge = (change: (text: string) => string) => {
      const text = change(readFileSync(file("report.json"), "utf8"));
      writeFileSync(file("report.json"), text);
      writeFileSync(file("report.json.sha256"), `${createHash("sha256").update(text).digest("hex")}  report.json\n`);
    };

    beforeAll(async () => {
      folder = project();
      expect(await run(folder, "cdknomad plan --out older.plan", { CDKNOMAD_TEST_LEVEL: "0" })).toMatchObject({
        code: 2,
      });
      expect(await run(folder, "cdknomad plan")).toMatchObject({ code: 2 });
      cpSync(path.join(folder, "cdknomad.plan"), path.join(folder, "kept"), { recursive: true });
    });

    it.each<[string, () => void, RegExp]>([
      [
        "the report was changed",
        () =>
          writeFileSync(file("report.json"), readFileSync(file("report.json"), "utf8").replace("meta.level", "meta.x")),
        /report\.json: the report was changed after cdknomad plan wrote it; nothing was applied; plan again \(plan-changed\)/,
      ],
      [
        "the report was changed, and its hash too",
        () => forge((text) => text.replaceAll('"main": "1 create"', '"main": "no change"')),
        /the plan is stale, nothing was written; plan again:\n {2}waiting\/waits: the saved plan differs from the report/,
      ],
      [
        "a resource is not in the report",
        () =>
          forge((text) => {
            const report = JSON.parse(text) as Report;
            return JSON.stringify({
              ...report,
              stacks: report.stacks.map((one) => ({
                ...one,
                resources: one.resources.filter(({ name }) => name !== "waiting/after"),
              })),
            });
          }),
        /nomad_job\.waiting_after: the saved plan differs from the report/,
      ],
      [
        "the plans of two stacks were swapped",
        () => {
          cpSync(file("first.tfplan"), file("x"));
          cpSync(file("second.tfplan"), file("first.tfplan"));
          cpSync(file("x"), file("second.tfplan"));
        },
        /first: the saved plan is not the one of the report\n {2}second: the saved plan is not the one of the report/,
      ],
      ["the plan of one stack is not there", () => rmSync(file("second.tfplan")), /second: the saved plan is missing/],
      [
        "a plan is an older one",
        () => cpSync(path.join(folder, "older.plan", "second.tfplan"), file("second.tfplan")),
        /second: the saved plan is not the one of the report/,
      ],
      [
        "the whole folder is an older one",
        () => cpSync(path.join(folder, "older.plan"), path.join(folder, "cdknomad.plan"), { recursive: true }),
        /second: the program was synthesized again with a different result/,
      ],
    ])("writes nothing when %s", async (_, tamper, message) => {
      rmSync(path.join(folder, "cdknomad.plan"), { recursive: true });
      cpSync(path.join(folder, "kept"), path.join(folder, "cdknomad.plan"), { recursive: true });
      tamper();
      const { code, output } = await run(folder, "cdknomad apply");
      expect(output).toMatch(message);
      expect(code).toBe(1);
      const namespaces = (await nomad("GET", "namespaces")) as { Name: string }[];
      expect(namespaces.map(({ Name }) => Name)).not.toContain("waiting");
      expect(readdirSync(folder).filter((name) => name.endsWith(".tfstate"))).toEqual([]);
    });
  });

  it("applies the plan that it has checked, whatever is in the folder when a stack's turn comes", async () => {
    const folder = project();
    const environment = { CDKNOMAD_TEST_WAIT: "1", CDKNOMAD_TEST_THIRD: "1" };
    expect(await run(folder, "cdknomad plan", environment)).toMatchObject({ code: 2 });
    const apply = typed(folder, "cdknomad apply", environment);
    await apply.says("waiting/waits  nomad accepted the job");
    writeFileSync(path.join(folder, "cdknomad.plan", "third.tfplan"), "another plan");
    await makeHealthy();
    expect(await apply.ended).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^applied: 5 of 5 done \(5 created\) in /m),
    });
  });

  it("reports a state that it could not write to Consul, and the command in its report writes that state", async () => {
    const folder = project();
    const consul = await forwarderTo(lab.consulAddr);
    const environment = {
      CDKNOMAD_STATE: "cdknomad/lost",
      CDKNOMAD_TEST_WAIT: "1",
      CDKNOMAD_TEST_OWN: "1",
      CONSUL_HTTP_ADDR: consul.address,
    };
    const before = await registrations("waits");
    expect(await run(folder, "cdknomad plan", environment)).toMatchObject({ code: 2 });
    const apply = typed(folder, "cdknomad apply", environment);
    await apply.says("waiting/waits  nomad accepted the job");
    await consul.close();
    await makeHealthy();
    const { code, output } = await apply.ended;
    expect(code).toBe(1);
    const words = /^ {2}(second: an apply could not write its state, .* with: (.*))$/m.exec(output);
    expect(output).toContain(
      "the states of the other stacks contain what was applied; then plan and apply again for the rest",
    );
    expect(output).not.toContain("the state contains what was applied;");
    await consul.open();
    const refused = await run(folder, "cdknomad plan", environment);
    expect(refused).toMatchObject({
      code: 1,
      output: expect.stringContaining(`nothing was planned:\n  ${words?.[1]} (state-not-saved)\n`),
    });
    // Nor could the apply let go of its lock.
    expect(await run(folder, "cdknomad unlock secnd 1234", environment)).toMatchObject({
      code: 1,
      output: 'error: no stack is called "secnd" (did you mean "second"?); there are first, second (stack-unknown)\n',
    });
    expect(await run(folder, "cdknomad unlock first 1234", environment)).toMatchObject({
      code: 1,
      output: "error: first: its state is not locked (lock-not-released)\n",
    });
    const id = /cdknomad unlock second (\S+)/.exec(refused.output)?.[1];
    if (id !== undefined) {
      expect((await run(folder, "cdknomad unlock second 1234", environment)).output).toMatch(
        /second: the lock has another id by now; second: its state is locked by|second: its state is not locked/,
      );
      await run(folder, `cdknomad unlock second ${id}`, environment); // unless Consul took it back meanwhile
    }
    await retry({ what: "the state in its place", ...patience }, async () => {
      const env = { ...process.env, ...access, ...environment };
      const pushed = await runProgram(["sh", "-c", words?.[2] ?? ""], { cwd: folder, env });
      if (pushed.code !== 0) {
        throw new Error(pushed.stderr);
      }
    });
    expect(await run(folder, "cdknomad plan", environment)).toMatchObject({ code: 0 });
    expect((await registrations("waits")) - before).toBe(1);
  });

  it("writes nothing and leaves no copy of a plan behind when Ctrl-C comes before it writes", async () => {
    const folder = project();
    const nomadServer = await forwarderTo(lab.nomadAddr);
    const environment = { TMPDIR: mkdtempSync(path.join(folder, "tmp-")), NOMAD_ADDR: nomadServer.address };
    expect(await run(folder, "cdknomad plan", environment)).toMatchObject({ code: 2 });
    const asked = nomadServer.hold(); // gives no answer any more, so that it is certain where the command is
    const apply = typed(folder, "cdknomad apply", environment);
    await asked;
    apply.kill("SIGINT");
    expect(await apply.ended).toEqual({ code: 130, output: "interrupted: nothing was written\n" });
    expect(readdirSync(environment.TMPDIR).filter((name) => name.startsWith("cdknomad-"))).toEqual([]);
  });

  it("leaves no half of a plan behind at Ctrl-C", async () => {
    const folder = project();
    const plan = typed(folder, "cdknomad plan");
    await retry({ what: "a plan under way", ...patience }, async () => {
      if (!existsSync(path.join(folder, "cdknomad.plan"))) {
        throw new Error("it has not begun");
      }
    });
    plan.kill("SIGINT");
    const { code, output } = await plan.ended;
    expect(code).toBe(130);
    expect(output).toContain("interrupted: no plan was saved, and nothing was changed\n");
    expect(existsSync(path.join(folder, "cdknomad.plan"))).toBe(false);
    expect(processesIn(folder)).toEqual([]);
    expect(await run(folder, "cdknomad plan")).toMatchObject({ code: 2 });
  });
});

/** Those of the test that runs, which may have failed before it was done with them. */
const forwarders: Server[] = [];

/** A way to a server that can be cut and opened again at the same address, or made to give no answer any more. */
async function forwarderTo(target: string) {
  const { hostname, port } = new URL(target);
  let held: (() => void) | undefined;
  const server = createServer((incoming, answer) => {
    if (held) {
      held();
      return;
    }
    const { url, method, headers } = incoming;
    const onward = request({ hostname, port, path: url, method, headers }, (back) => {
      answer.writeHead(back.statusCode ?? 502, back.headers);
      back.pipe(answer);
    });
    onward.on("error", () => answer.destroy());
    incoming.pipe(onward);
  });
  const listen = (at: number) => new Promise<void>((resolve) => server.listen(at, "127.0.0.1", resolve));
  await listen(0);
  forwarders.push(server);
  const { port: own } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${own}`,
    open: () => listen(own),
    /** Ends with the first request that gets no answer. */
    hold: () =>
      new Promise<void>((resolve) => {
        held = resolve;
      }),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
