import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Report, ResourceReport } from "../../cli/report/report";
import { hashOf } from "../../cli/secrets/hash";
import { type Lab, labUp, labVariables } from "../../lab";
import { run } from "../../tools/run";
import { testLab } from "../runner/lab";
import { schemaErrors } from "../unit/plan/report-schema";
import { appOf } from "./app";
import { type Apis, apisOf } from "./plan/apis";
import { foreignToken } from "./plan/consul-cases";
import { driftCases, otherJobs, type Wire } from "./plan/drift-cases";
import { plantedSecrets } from "./plan/nomad-cases";
import type { FieldDrift } from "./plan/resource-case";
import { groundwork, resourceCases } from "./plan/resource-cases";

jest.setTimeout(900_000);

const namespace = "drifting";
const jobs = [...driftCases.map(({ id }) => id), ...otherJobs];
const resourceCount = jobs.length + 2 + groundwork.length + resourceCases.length;

/** Every case with its address: jobs first, then the other types. */
const cases = [
  ...driftCases.map(({ id, reported }) => ({ address: `nomad_job.${namespace}_${id}`, reported })),
  ...resourceCases.map(({ type, id, reported }) => ({ address: `${type}.${id}`, reported })),
];
/**
 * The volumes have tests of their own, which bring a plugin along. The drift of autopilot is in the acceptance tests: no answer of
 * Consul's about it has an index, so that the program of these cases could not be proved.
 */
const typesElsewhere = [
  "nomad_csi_volume",
  "nomad_csi_volume_registration",
  "nomad_dynamic_host_volume",
  "nomad_dynamic_host_volume_registration",
  "consul_autopilot_config",
];
const gone: FieldDrift = { path: "(all of it)", applied: "existed", now: "was deleted" };

const byPath = (fields: readonly FieldDrift[]): readonly FieldDrift[] =>
  [...fields].sort((a, b) => (a.path < b.path ? -1 : 1));

/** The fields of a report, with the names of its sides as they are at this point. */
function fieldsOf(resource: ResourceReport | undefined, before: "applied" | "now", after: "applied" | "now") {
  return byPath(
    (resource?.fields ?? []).map((field) => ({
      path: field.path,
      ...(field.before !== undefined && { [before]: field.before }),
      ...(field.after !== undefined && { [after]: field.after }),
    })),
  );
}

/** A job without what Nomad writes for itself. */
function specification(job: Wire): unknown {
  const own = ["CreateIndex", "ModifyIndex", "JobModifyIndex", "Version", "SubmitTime", "Status", "Stable"];
  return JSON.parse(
    JSON.stringify(job, (key, value) =>
      own.includes(key) ? undefined : key === "Scaling" && value ? { ...value, ID: undefined } : value,
    ),
  );
}

/** Every file of a project beside what synthesis writes, with the hash of what is in it. */
function filesIn(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => !name.startsWith("cdktf.out") && statSync(path.join(folder, name)).isFile());
  return new Map(files.map((name) => [name, hashOf(readFileSync(path.join(folder, name)))]));
}

describe("drift", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-drift-"));
  const output: string[] = [];
  let lab: Lab;
  let apis: Apis;

  const environment = () => labVariables(lab);
  const cdknomad = async (args: readonly string[], more: NodeJS.ProcessEnv = {}) => {
    const command = path.join(__dirname, "..", "..", "bin", "cdknomad");
    const env = { ...process.env, ...environment(), ...more };
    const { code, stdout, stderr } = await run([process.execPath, command, ...args], { cwd: folder, env });
    output.push(stdout, stderr);
    return { code, output: stdout + stderr };
  };
  /** Gives the job as it was before. */
  const change = async (id: string, mutate: (job: Wire) => void): Promise<Wire> => {
    const before = await apis.nomad("GET", `job/${id}?namespace=${namespace}`);
    const job = structuredClone(before);
    mutate(job);
    await apis.nomad("POST", `jobs?namespace=${namespace}`, { Job: job });
    return before;
  };
  const resources = (file: string): Map<string, ResourceReport> => {
    const report: Report = JSON.parse(readFileSync(path.join(folder, file), "utf8"));
    expect(schemaErrors(report)).toEqual([]);
    return new Map(report.stacks.flatMap((stack) => stack.resources).map((one) => [one.address, one]));
  };
  const indexes = async (): Promise<Record<string, number>> => {
    const all: { ID: string; JobModifyIndex: number }[] = await apis.nomad("GET", `jobs?namespace=${namespace}`);
    return Object.fromEntries(all.map(({ ID, JobModifyIndex }) => [ID, JobModifyIndex]));
  };

  /** The resources in a report of drift alone, and those in the report of a plan. */
  let seen: Map<string, ResourceReport>;
  let planned: Map<string, ResourceReport>;
  let beforehand: Record<string, number>;
  /** The specification of each job in Nomad before the test changed it. */
  const original = new Map<string, unknown>();

  // Once for all cases: one apply, one change of everything, one look at drift, one plan.
  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    apis = apisOf(lab);
    await apis.consul("PUT", "acl/token", { AccessorID: foreignToken, Description: "created by another user" });
    const app = appOf(path.join(__dirname, "plan", "program.ts"));
    writeFileSync(path.join(folder, "cdktf.json"), JSON.stringify({ language: "typescript", app }));
    expect(await cdknomad(["plan"])).toMatchObject({
      code: 2,
      output: expect.stringContaining(`${resourceCount} to create`),
    });
    expect(await cdknomad(["apply"])).toMatchObject({
      code: 0,
      output: expect.stringContaining(`applied: ${resourceCount} of ${resourceCount} done`),
    });
    expect(await cdknomad(["plan"])).toMatchObject({ code: 0, output: expect.stringContaining("no changes") });

    for (const { id, change: mutate } of driftCases) {
      original.set(id, specification(await change(id, mutate)));
    }
    for (const { change: mutate } of resourceCases) {
      await mutate(apis);
    }
    await apis.nomad("DELETE", `job/stopped?namespace=${namespace}`);
    await apis.nomad("DELETE", `job/purged?namespace=${namespace}&purge=true`);
    await change("rewritten-the-same", () => {});
    // As the autoscaler does; its own call is refused while a deployment is active, which never ends here.
    await change("autoscaled", (job) => {
      job.TaskGroups[0].Count = 4;
    });
    await change("sets-reordered", (job) => job.Datacenters.reverse());
    await change("operator-respelled", (job) => {
      job.Constraints[0].Operand = "==";
    });
    beforehand = await indexes();
    const files = filesIn(folder);
    const drifted = await cdknomad(["plan", "--drift-only", "--json", "drift.json"]);
    expect(drifted.code).toBe(2);
    // The state and the plan that was saved before are what they were, to the byte.
    expect([...files.keys()].sort()).toContain("terraform.drift.tfstate");
    const { "drift.json": report, ...others } = Object.fromEntries(filesIn(folder));
    expect([report !== undefined, others]).toEqual([true, Object.fromEntries(files)]);
    expect(await indexes()).toEqual(beforehand);
    seen = resources("drift.json");
    const changed = await cdknomad(["plan", "--json", "plan.json"], { CDKNOMAD_TEST_PRIORITY: "55" });
    expect(changed.code).toBe(2);
    planned = resources("plan.json");
  });

  afterAll(async () => {
    // What a failed test left: the state knows it.
    const program = process.env.TERRAFORM_BINARY_NAME ?? "terraform";
    const stack = path.join(folder, "cdktf.out", "stacks", "drift");
    const argv: [string, ...string[]] = [program, "destroy", "-auto-approve", "-no-color"];
    const env = { ...process.env, ...environment(), CDKNOMAD_GUARD: "off" };
    const { code, stdout, stderr } = await run(argv, { cwd: stack, env });
    expect({ code, text: code === 0 ? "" : stdout + stderr }).toEqual({ code: 0, text: "" });
    await apis.consul("DELETE", `acl/token/${foreignToken}`);
    rmSync(folder, { recursive: true });
  });

  it("has at least 40 cases, and one at least of every resource type that both providers have", async () => {
    const types = await Promise.all(["nomad", "consul"].map((name) => resourceTypes(name)));
    const tested = new Set(cases.map(({ address }) => address.split(".")[0]));
    expect(cases.length).toBeGreaterThanOrEqual(40);
    expect(types.flat().filter((type) => !tested.has(type))).toEqual(typesElsewhere);
  });

  /** The types of a provider, as Terraform knows them from the provider itself. */
  async function resourceTypes(name: string): Promise<string[]> {
    const program = process.env.TERRAFORM_BINARY_NAME ?? "terraform";
    const cwd = path.join(folder, "cdktf.out", "stacks", "drift");
    const { stdout } = await run([program, "providers", "schema", "-json"], { cwd, env: process.env });
    const { provider_schemas } = JSON.parse(stdout);
    return Object.keys(provider_schemas[`terraform.local/cdknomad/${name}`].resource_schemas).sort();
  }

  it.each(cases.map(({ address, reported }) => [address, reported] as const))(
    "%s is reported field by field",
    (address, reported) => {
      const drift = seen.get(address);
      if (reported.length === 0) {
        expect(drift).toBeUndefined();
        expect(planned.get(address)).toBeUndefined();
        return;
      }
      const [fields, action] = reported === "gone" ? [[gone], "create"] : [reported, "update"];
      expect(drift).toMatchObject({ origin: "cluster", action: "none" });
      expect(fieldsOf(drift, "applied", "now")).toEqual(byPath(fields));
      // A plan reports the same change in the other direction: from the value on the cluster to the value of the program.
      expect(planned.get(address)).toMatchObject({ origin: "cluster", action });
      if (reported !== "gone") {
        expect(fieldsOf(planned.get(address), "now", "applied")).toEqual(byPath(fields));
      }
    },
  );

  it("reports a job that was stopped and one that was purged", () => {
    expect(fieldsOf(seen.get(`nomad_job.${namespace}_stopped`), "applied", "now")).toEqual([
      // Nomad disables the scaling of a job that is stopped.
      { path: "groups.web.scaling.enabled", applied: "true", now: "false" },
      { path: "stop", now: "true" },
    ]);
    expect(fieldsOf(seen.get(`nomad_job.${namespace}_purged`), "applied", "now")).toEqual([gone]);
    expect(planned.get(`nomad_job.${namespace}_stopped`)).toMatchObject({ origin: "cluster", action: "update" });
    expect(planned.get(`nomad_job.${namespace}_purged`)).toMatchObject({ origin: "cluster", action: "create" });
  });

  it.each(["untouched", "rewritten-the-same", "autoscaled", "sets-reordered", "operator-respelled"])(
    "does not report a job that is %s",
    (id) => {
      expect(seen.has(`nomad_job.${namespace}_${id}`)).toBe(false);
    },
  );

  it("reports nothing else", () => {
    const expected = cases.filter(({ reported }) => reported.length > 0).map(({ address }) => address);
    const others = ["stopped", "purged"].map((id) => `nomad_job.${namespace}_${id}`);
    expect([...seen.keys()].sort()).toEqual([...expected, ...others].sort());
  });

  it("wrote nothing by being asked for", async () => {
    expect(await indexes()).toEqual(beforehand);
  });

  it("has another origin than a change of the program, and apply refuses both as stale if a job changes meanwhile", async () => {
    expect(planned.get(`nomad_job.${namespace}_untouched`)).toMatchObject({
      origin: "configuration",
      fields: [{ path: "priority", origin: "configuration", before: "40", after: "55" }],
    });

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

  it("refuses a saved plan that is not the reviewed one, and a program that was synthesized again", async () => {
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
    expect(other.output).toContain("drift: the program was synthesized again with a different result");
    writeFileSync(configuration, text);
    expect([tampered.code, other.code]).toEqual([1, 1]);
    expect(await indexes()).toEqual(now);
  });

  it("is fixed by one apply, and a second plan is empty", async () => {
    const applied = await cdknomad(["apply"]);
    expect(applied).toMatchObject({ code: 0, output: expect.stringContaining(" done") });
    const second = await cdknomad(["plan", "--json", "report.json"]);
    expect(second).toMatchObject({ code: 0, output: expect.stringContaining("no changes") });
    expect([...resources("report.json").keys()]).toEqual([]);
    // An empty plan could also mean that nothing is looked at: the cluster itself says what it has.
    for (const { id } of driftCases) {
      expect(specification(await apis.nomad("GET", `job/${id}?namespace=${namespace}`))).toEqual(original.get(id));
    }
    // What the autoscaler set it keeps.
    const scaled = await apis.nomad("GET", `job/autoscaled?namespace=${namespace}`);
    expect(scaled.TaskGroups[0].Count).toBe(4);
  });
  it("refuses a plan whose state another apply has changed", async () => {
    await cdknomad(["plan", "--out", "other.plan"], { CDKNOMAD_TEST_PRIORITY: "60" });
    expect(await cdknomad(["apply", "other.plan"])).toMatchObject({ code: 0 });
    const now = await indexes();
    const again = await cdknomad(["apply", "other.plan"]);
    expect(again.output).toContain("drift: the state was changed by another apply");
    expect(again.code).toBe(1);
    expect(await indexes()).toEqual(now);
  });

  it("shows no secret in anything it writes", () => {
    const files = ["drift.json", "plan.json", "report.json"].map((file) =>
      readFileSync(path.join(folder, file), "utf8"),
    );
    const written = [...output, ...files].join("\n");
    expect(plantedSecrets.filter((secret) => written.includes(secret))).toEqual([]);
  });
});
