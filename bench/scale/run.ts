/**
 * What a program of 20,000 jobs in 40 stacks on 5,000 nodes takes, calculated without a cluster: the answers of Nomad and the states are
 * made as JSON and measured, the requests follow from what the provider's tests count. Run it with `npx tsx bench/scale/run.ts`.
 */
import { deflateRawSync, gzipSync } from "node:zlib";
import { jobForApi } from "../synth/job-for-api";
import { wantedJobs } from "../synth/wanted";

const JOBS = 20_000;
const STACKS = 40;
const NODES = 5_000;

/** Consul's default for `kv_max_value_size`, and the size of the parts into which Terraform splits a larger state. */
const CONSUL_VALUE = 512 * 1024;

/** Attributes of `nomad_job` besides its specification, as a state has them. */
const ATTRIBUTES = {
  allocation_ids: [],
  datacenters: ["dc1"],
  deployment_id: "6f1b3a58-6a51-4d1c-8a6e-0d3f5a7b9c21",
  deployment_status: "successful",
  deregister_on_destroy: null,
  deregister_on_id_change: null,
  detach: null,
  fail_fast: null,
  hcl2: [],
  json: true,
  modify_index: "123456",
  namespace: "default",
  newer_fields: null,
  policy_override: null,
  preserve_counts: null,
  preserve_resources: null,
  protect: null,
  purge_on_destroy: null,
  read_allocation_ids: null,
  region: "global",
  rerun_if_dead: null,
  scheduler: { web: "2 create", worker: "1 create" },
  status: "running",
  timeouts: null,
  type: "service",
};

/** Returns numbers that look random and are the same in each run. */
function sequence(seed: number): () => number {
  let value = seed;
  return () => {
    value = (value * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return value;
  };
}

/**
 * Returns the state of one stack.
 *
 * @param isRandom whether the values of `env` are 24 random characters, which do not compress
 */
function stateOf(jobs: number, isRandom: boolean): string {
  const next = sequence(jobs);
  const text = () => [0, 0, 0].map(() => next().toString(16).padStart(8, "0")).join("");
  const resources = wantedJobs(jobs).map((wanted) => {
    const env = isRandom ? Object.fromEntries(Object.keys(wanted.env).map((key) => [key, text()])) : wanted.env;
    const jobspec = JSON.stringify(jobForApi({ ...wanted, env }));
    const packed = deflateRawSync(jobspec, { level: 9 }).toString("base64");
    const snapshot = Buffer.from(JSON.stringify({ index: next(), spec: packed })).toString("base64");
    return {
      mode: "managed",
      type: "nomad_job",
      name: `default_${wanted.name}`,
      provider: 'provider["terraform.local/cdknomad/nomad"]',
      instances: [
        {
          schema_version: 0,
          attributes: { ...ATTRIBUTES, id: wanted.name, name: wanted.name, jobspec },
          sensitive_attributes: [],
          private: Buffer.from(JSON.stringify({ job: snapshot })).toString("base64"),
        },
      ],
    };
  });
  return JSON.stringify(
    { version: 4, terraform_version: "1.11.4", serial: 1, lineage: text(), outputs: {}, resources },
    null,
    2,
  );
}

/** The entries of `GET /v1/jobs` as Nomad 1.11 writes them. */
function listOfJobs(count: number): string {
  const next = sequence(count);
  const group = { Queued: 0, Complete: 0, Failed: 0, Running: 2, Starting: 0, Lost: 0, Unknown: 0 };
  const stub = ({ name }: { readonly name: string }) => ({
    ID: name,
    ParentID: "",
    Name: name,
    Namespace: "default",
    Datacenters: ["dc1"],
    NodePool: "default",
    Multiregion: null,
    Type: "service",
    Priority: 50,
    Periodic: false,
    ParameterizedJob: false,
    Stop: false,
    Status: "running",
    StatusDescription: "",
    JobSummary: {
      JobID: name,
      Namespace: "default",
      Summary: { web: group, worker: group },
      Children: { Pending: 0, Running: 0, Dead: 0 },
      CreateIndex: next(),
      ModifyIndex: next(),
    },
    CreateIndex: next(),
    ModifyIndex: next(),
    JobModifyIndex: next(),
    SubmitTime: 1_764_540_000_000_000_000 + next(),
  });
  return JSON.stringify(wantedJobs(count).map(stub));
}

/** The entries of `GET /v1/nodes`, which a plan of `cdknomad` and doctor read, for nodes with five task drivers. */
function listOfNodes(count: number): string {
  const driver = {
    Attributes: null,
    Detected: true,
    Healthy: true,
    HealthDescription: "Healthy",
    UpdateTime: "2026-11-30T21:00:00.123456789Z",
  };
  const stub = (_: unknown, number: number) => ({
    Address: `10.0.${number >> 8}.${number & 255}`,
    ID: `6f1b3a58-6a51-4d1c-8a6e-${String(number).padStart(12, "0")}`,
    Attributes: null,
    Datacenter: "dc1",
    Name: `node-${number}`,
    NodeClass: "",
    NodePool: "default",
    Version: "1.11.3",
    Drain: false,
    SchedulingEligibility: "eligible",
    Status: "ready",
    StatusDescription: "",
    Drivers: { docker: driver, exec: driver, java: driver, qemu: driver, raw_exec: driver },
    HostVolumes: null,
    LastDrain: null,
    CreateIndex: number,
    ModifyIndex: number + 100_000,
  });
  return JSON.stringify(Array.from({ length: count }, stub));
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function print(what: string, ...values: readonly string[]): void {
  console.log(`  ${what.padEnd(56)} ${values.join(", ")}`);
}

const each = JOBS / STACKS;
console.log(`${JOBS} jobs in ${STACKS} stacks, ${each} per stack, on ${NODES} nodes`);
const list = listOfJobs(JOBS);
print(
  "list of all jobs, which each stack reads once",
  megabytes(list.length),
  `gzip ${megabytes(gzipSync(list).length)}`,
);
print("all stacks, with gzip as Nomad sends it", megabytes(gzipSync(list).length * STACKS));
const nodes = listOfNodes(NODES);
print("list of all nodes", megabytes(nodes.length), `gzip ${megabytes(gzipSync(nodes).length)}`);
for (const [isRandom, kind] of [
  [false, "values that repeat"],
  [true, "random values"],
] as const) {
  const state = stateOf(each, isRandom);
  const zipped = gzipSync(state).length;
  print(
    `state of a stack, ${kind}`,
    megabytes(state.length),
    `gzip ${megabytes(zipped)}`,
    `${Math.ceil(zipped / CONSUL_VALUE)} keys of Consul`,
  );
  print(`jobs per stack within one key, ${kind}`, String(Math.floor((CONSUL_VALUE / zipped) * each)));
}
print("requests of the providers, plan without changes", String(2 * STACKS));
print("requests of the providers, one change in each stack", String(3 * STACKS));
print("requests of the providers, first plan", String(JOBS));
print("requests of the providers, apply of it by cdknomad apply", String(2 * JOBS + 2 * STACKS));
