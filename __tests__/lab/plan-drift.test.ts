import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Report, ResourceReport } from "../../cli/plan/report";
import { type Lab, labUp } from "../../lab";
import { testLab } from "../runner/lab";
import { driftCases, otherJobs, type Wire } from "./plan/drift-cases";

jest.setTimeout(600_000);

const tsx = pathToFileURL(require.resolve("tsx")).href;
const namespace = "drifting";

describe("drift", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-drift-"));
  let lab: Lab;

  const cdknomad = (args: readonly string[], environment: NodeJS.ProcessEnv = {}) =>
    new Promise<{ readonly code: number; readonly output: string }>((resolve, reject) => {
      const env = { ...process.env, NOMAD_ADDR: lab.nomadAddr, NOMAD_TOKEN: lab.nomadToken(), ...environment };
      const argv = [path.join(__dirname, "..", "..", "bin", "cdknomad"), ...args];
      const child = spawn(process.execPath, argv, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
      let output = "";
      for (const stream of [child.stdout, child.stderr]) {
        stream.on("data", (chunk) => {
          output += chunk;
        });
      }
      child.on("error", reject);
      child.on("close", (code) => resolve({ code: code ?? -1, output }));
    });
  const nomad = async (method: string, url: string, body?: unknown) => {
    const response = await fetch(`${lab.nomadAddr}/v1/${url}`, {
      method,
      headers: { "X-Nomad-Token": lab.nomadToken() },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) {
      throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
    }
    return response.headers.get("content-type")?.includes("json") ? response.json() : response.text();
  };
  const change = async (id: string, mutate: (job: Wire) => void) => {
    const job = await nomad("GET", `job/${id}?namespace=${namespace}`);
    mutate(job);
    await nomad("POST", `jobs?namespace=${namespace}`, { Job: job });
  };
  const report = (): Report => JSON.parse(readFileSync(path.join(folder, "report.json"), "utf8"));
  const resources = (): Map<string, ResourceReport> =>
    new Map(
      report()
        .stacks.flatMap((stack) => stack.resources)
        .map((one) => [one.name, one]),
    );

  let first: Map<string, ResourceReport>;
  let beforehand: Record<string, number>;
  const indexes = async (): Promise<Record<string, number>> => {
    const jobs = (await nomad("GET", `jobs?namespace=${namespace}`)) as { ID: string; JobModifyIndex: number }[];
    return Object.fromEntries(jobs.map(({ ID, JobModifyIndex }) => [ID, JobModifyIndex]));
  };

  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    const app = `node --import ${tsx} ${path.join(__dirname, "plan", "program.ts")}`;
    writeFileSync(path.join(folder, "cdktf.json"), JSON.stringify({ language: "typescript", app }));
    const planned = await cdknomad(["plan"]);
    expect(planned).toMatchObject({ code: 2, output: expect.stringContaining("58 to create") });
    expect(await cdknomad(["apply"])).toMatchObject({
      code: 0,
      output: expect.stringContaining("applied: 58 of 58 done"),
    });
    expect(await cdknomad(["plan"])).toMatchObject({ code: 0, output: expect.stringContaining("no changes") });

    for (const { id, change: mutate } of driftCases) {
      await change(id, mutate);
    }
    await nomad("DELETE", `job/stopped?namespace=${namespace}`);
    await nomad("DELETE", `job/purged?namespace=${namespace}&purge=true`);
    await change("rewritten-the-same", () => {});
    // As the autoscaler does; its own call is refused while a deployment is active, which never ends here.
    await change("autoscaled", (job) => {
      job.TaskGroups[0].Count = 4;
    });
    await change("sets-reordered", (job) => job.Datacenters.reverse());
    await nomad("POST", `namespace/${namespace}`, { Name: namespace, Description: "rewritten" });
    await nomad("POST", "acl/policy/drifting", {
      Name: "drifting",
      Rules: 'namespace "drifting" { capabilities = ["read-job", "submit-job"] }',
    });
    beforehand = await indexes();
    const drifted = await cdknomad(["plan", "--drift-only", "--json", "report.json"]);
    expect(drifted.code).toBe(2);
    first = resources();
  });

  afterAll(async () => {
    for (const id of [...driftCases.map((one) => one.id), ...otherJobs]) {
      await nomad("DELETE", `job/${id}?namespace=${namespace}&purge=true`).catch(() => {});
    }
    await nomad("DELETE", "acl/policy/drifting").catch(() => {});
    await nomad("DELETE", `namespace/${namespace}`).catch(() => {});
    rmSync(folder, { recursive: true });
  });

  it.each(driftCases.map(({ id, field }) => [id, field]))("%s is told as %s", (id, field) => {
    const found = first.get(`${namespace}/${id}`);
    expect(found).toMatchObject({ origin: "cluster", action: "none" });
    expect(found?.fields.map((one) => one.path)).toContainEqual(expect.stringContaining(field));
  });

  it("tells of a job that was stopped and one that was purged", () => {
    expect(first.get(`${namespace}/stopped`)?.fields).toContainEqual({
      path: "stop",
      origin: "cluster",
      after: "true",
    });
    expect(first.get(`${namespace}/purged`)?.fields).toEqual([
      { path: "(all of it)", origin: "cluster", before: "was there", after: "is gone" },
    ]);
  });

  it("tells of a namespace and a policy that were rewritten", () => {
    expect(first.get("drifting")).toBeDefined();
    const types = [...report().stacks.flatMap((stack) => stack.resources)].map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(["nomad_namespace", "nomad_acl_policy"]));
  });

  it.each(["untouched", "rewritten-the-same", "autoscaled", "sets-reordered"])(
    "does not tell of a job that is %s",
    (id) => {
      expect(first.has(`${namespace}/${id}`)).toBe(false);
    },
  );

  it("wrote nothing by being asked for", async () => {
    expect(await indexes()).toEqual(beforehand);
  });

  it("is told apart from what the program changes, and both are refused as stale if a job changes meanwhile", async () => {
    const planned = await cdknomad(["plan", "--json", "report.json"], { CDKNOMAD_TEST_PRIORITY: "55" });
    expect(planned.code).toBe(2);
    const found = resources();
    expect(found.get(`${namespace}/untouched`)).toMatchObject({
      origin: "configuration",
      fields: [{ path: "priority", origin: "configuration", before: "40", after: "55" }],
    });
    expect(found.get(`${namespace}/image-changed`)).toMatchObject({ origin: "cluster", action: "update" });

    await change("untouched", (job) => {
      job.Priority = 70;
    });
    const now = await indexes();
    const refused = await cdknomad(["apply"]);
    expect(refused.code).toBe(1);
    expect(refused.output).toContain("error: the plan is stale, nothing was written; plan again:");
    expect(refused.output).toContain(`[${namespace}/untouched] the job was changed (index`);
    expect(await indexes()).toEqual(now);
  });

  it("refuses a saved plan that is not the reviewed one, and a program that was synthesized anew", async () => {
    await cdknomad(["plan"]);
    const planFile = path.join(folder, "cdknomad.plan", "drift.tfplan");
    const saved = readFileSync(planFile);
    const now = await indexes();
    writeFileSync(planFile, Buffer.concat([saved, Buffer.from("x")]));
    const tampered = await cdknomad(["apply"]);
    expect(tampered.output).toContain("drift: the saved plan is not the one of the report");

    writeFileSync(planFile, saved);
    const configuration = path.join(folder, "cdktf.out", "stacks", "drift", "cdk.tf.json");
    const text = readFileSync(configuration, "utf8");
    writeFileSync(configuration, text.replace("example.com/web:1.0.0", "example.com/web:6.6.6"));
    const other = await cdknomad(["apply"]);
    expect(other.output).toContain("drift: the program was synthesized anew with another result");
    writeFileSync(configuration, text);
    expect([tampered.code, other.code]).toEqual([1, 1]);
    expect(await indexes()).toEqual(now);
  });

  it("is mended by an apply, and a second plan is empty", async () => {
    expect(await cdknomad(["plan"])).toMatchObject({ code: 2 });
    const applied = await cdknomad(["apply"]);
    expect(applied.output).toContain(" done");
    expect(applied.code).toBe(0);
    const second = await cdknomad(["plan", "--json", "report.json"]);
    expect(second.output).toContain("no changes");
    expect(report().stacks[0]?.resources).toEqual([]);
    expect(second.code).toBe(0);
    // What the autoscaler set it keeps.
    const scaled = (await nomad("GET", `job/autoscaled?namespace=${namespace}`)) as Wire;
    expect(scaled.TaskGroups[0].Count).toBe(4);
  });

  it("refuses a plan whose state another apply has changed", async () => {
    await cdknomad(["plan", "--out", "other.plan"], { CDKNOMAD_TEST_PRIORITY: "60" });
    expect(await cdknomad(["apply", "other.plan"])).toMatchObject({ code: 0 });
    const again = await cdknomad(["apply", "other.plan"]);
    expect(again.output).toContain("drift: the state was changed by another apply");
    expect(again.code).toBe(1);
  });
});
