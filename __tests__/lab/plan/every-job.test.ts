import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { labUp, labVariables } from "../../../lab";
import { silent } from "../../../tools/progress";
import { ensureTerraform } from "../../../tools/terraform";
import { testLab } from "../../runner/lab";
import { type Apis, apisOf } from "./apis";
import { EveryJobStack, type FileJob, fileJobs, type PlanResult } from "./every-job";

jest.setTimeout(1_800_000);

const noVault = 'Vault "default" not enabled but used in the job';
const noDriver = "Missing task driver";

/** What Nomad refuses at plan, by file: neither can be registered on any cluster like the lab. */
const refusedAtPlan = {
  "command/testdata/example-short-bad.json": "Job ID contains a space",
  "command/testdata/example-vault.nomad": noVault,
  "demo/csi/cinder-csi-plugin/cinder-csi-plugin.hcl": noVault,
  "e2e/scaling/input/namespace_default_2.nomad.hcl":
    "task group count must not be greater than maximum count in scaling policy",
  "e2e/scaling/input/namespace_default_3.nomad.hcl":
    "task group count must not be less than minimum count in scaling policy",
  "e2e/secret/input/vault_secret.hcl": noVault,
  "e2e/task_schedule/input/schedule.nomad.hcl": "task schedules requires Nomad Enterprise",
  "e2e/vaultcompat/input/cat_jwt.hcl": noVault,
  "e2e/vaultcompat/input/restricted_jwt.hcl": noVault,
  "e2e/vaultsecrets/input/default_wi.nomad.hcl": noVault,
  "e2e/vaultsecrets/input/non-default_wi.nomad.hcl": noVault,
  // Files that test the parser, of jobs that do nothing.
  "jobspec2/test-fixtures/restart-render-templates.hcl": noDriver,
  "jobspec2/test-fixtures/template-err-missing-key.hcl": noDriver,
  "jobspec2/test-fixtures/template-wait-config.hcl": noDriver,
};

/** Jobs whose plan is not empty though nobody changed anything, by file and with the reason: there is none. */
const exceptions = {};

describe("every job file of Nomad's source that the lab can register", () => {
  const folders: string[] = [];
  let apis: Apis;
  let jobs: readonly FileJob[];
  let registered: readonly FileJob[];
  let planned: ReadonlyMap<string, string>;
  let applied: ReadonlyMap<string, string>;
  let stack: EveryJobStack;
  let newStack: () => EveryJobStack;

  const fileOf = (address: string) => jobs.find(({ name }) => address === `nomad_job.${name}`)?.file ?? address;
  /** What is wrong, by file: of a known one only the known words, so that ids and other problems beside it do not count. */
  const byFile = (errors: ReadonlyMap<string, string>, known: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      [...errors]
        .map(([address, text]): [string, string] => [fileOf(address), text])
        .map(([file, text]) => [file, known[file] !== undefined && text.includes(known[file]) ? known[file] : text]),
    );
  /** What a plan would change, by file. */
  const changes = ({ changes, errors }: PlanResult) => ({
    changed: Object.fromEntries([...changes].map(([address, fields]) => [fileOf(address), fields])),
    errors: [...errors],
  });

  beforeAll(async () => {
    const lab = await labUp({ name: testLab });
    apis = apisOf(lab);
    // Nothing is placed, and no job has to be changed for that.
    await eligibility("ineligible");
    const program = await ensureTerraform(silent);
    newStack = () => {
      const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-every-job-"));
      folders.push(folder);
      return new EveryJobStack(folder, program, {
        ...labVariables(lab),
        CDKNOMAD_GUARD: "off",
      });
    };
    jobs = await fileJobs();
    stack = newStack();
    const settings = { detach: true, purge_on_destroy: true };
    await stack.write(jobs, settings);
    planned = (await stack.plan()).errors;
    const accepted = jobs.filter(({ name }) => !planned.has(`nomad_job.${name}`));
    await stack.write(accepted, settings);
    applied = await stack.apply();
    registered = accepted.filter(({ name }) => !applied.has(`nomad_job.${name}`));
    await stack.write(registered, settings);
  });

  afterAll(async () => {
    const left: { ID: string; Namespace: string }[] = await apis.nomad("GET", "jobs?namespace=*");
    // One after the other: Nomad takes a hundred connections from one address.
    for (const { ID, Namespace } of left.filter(({ ID }) => /^j\d+-/.test(ID))) {
      await apis.nomad("DELETE", `job/${encodeURIComponent(ID)}?purge=true&namespace=${Namespace}`);
    }
    const { namespaces, pools } = stack.surroundings;
    for (const url of [...namespaces.map((name) => `namespace/${name}`), ...pools.map((name) => `node/pool/${name}`)]) {
      await apis.nomad("DELETE", url);
    }
    await eligibility("eligible");
    for (const folder of folders) {
      rmSync(folder, { recursive: true });
    }
  });

  async function eligibility(Eligibility: "eligible" | "ineligible"): Promise<void> {
    const nodes: { ID: string }[] = await apis.nomad("GET", "nodes");
    await Promise.all(nodes.map(({ ID }) => apis.nomad("POST", `node/${ID}/eligibility`, { NodeID: ID, Eligibility })));
  }

  it("is registered, but for those that Nomad refuses, each with its reason", () => {
    process.stderr.write(`${jobs.length} files are jobs, the lab registers ${registered.length}\n`);
    expect(byFile(planned, refusedAtPlan)).toEqual(refusedAtPlan);
    expect(byFile(applied, {})).toEqual({});
    // The figures of bench/README.md.
    expect([jobs.length, registered.length]).toEqual([245, 231]);
  });

  it("has an empty second plan", async () => {
    expect(changes(await stack.plan())).toEqual({ changed: exceptions, errors: [] });
  });

  it("has an empty second plan even if each is read and compared", async () => {
    expect(changes(await stack.plan({ CDKNOMAD_READ_EACH_JOB: "1" }))).toEqual({ changed: exceptions, errors: [] });
  });

  // Without a state there is nothing but Nomad's own form of the job to compare the specification with.
  it("has an empty plan when it is taken over into a new state", async () => {
    const other = newStack();
    await other.write(registered, {}, true);
    const result = await other.plan();
    const { namespaces, pools } = other.surroundings;
    expect(changes(result)).toEqual({ changed: exceptions, errors: [] });
    expect(result.imported).toBe(registered.length + namespaces.length + pools.length);
  });
});
