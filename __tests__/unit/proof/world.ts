import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Proving, prove } from "../../../cli/proof/prove";
import type { StackReport } from "../../../cli/report/report";
import { Stack } from "../../../cli/stack/stack";
import { type FakeAnswer, FakeServer } from "./fake-server";

/** A part of JSON that a test changes. */
// biome-ignore lint/suspicious/noExplicitAny: the tests change any part of configurations, states, and answers
type Json = any;

/** The time of the first plan. */
export const FIRST = Date.parse("2026-11-30T03:00:00Z");

/** The time of the second plan, ten minutes later. */
export const SECOND = FIRST + 600_000;

export const JOBS = "/v1/jobs?namespace=*";
export const DEPLOYMENTS = `/v1/deployments?namespace=*&filter=${encodeURIComponent('Status == "failed" or Status == "running"')}`;
export const ALLOCATIONS = "/v1/job/web/allocations?namespace=default";

/** The list of the allocations that may be failing. */
export const FAILING = `/v1/allocations?namespace=*&filter=${encodeURIComponent(
  '(ClientStatus != "running" and ClientStatus != "complete") or ' +
    'any TaskStates as _, state { state.Failed == true or state.Restarts != 0 or state.State == "pending" }',
)}`;

/** A value that no file of a proof may contain. */
export const SECRET = "s3cr3t-0f-th3-k3y";

const jobspec = JSON.stringify({ ID: "web", Name: "web", Namespace: "default", TaskGroups: [] });
const summary = { web: { Queued: 0, Complete: 0, Failed: 0, Running: 1, Starting: 0, Lost: 0 } };

/** A job in Nomad's list. */
export const stubOf = (ID: string, index: number) => ({
  ID,
  Namespace: "default",
  Type: "service",
  Status: "running",
  Stop: false,
  CreateIndex: 10,
  ModifyIndex: index + 1,
  JobModifyIndex: index,
  SubmitTime: 1_000 + index,
  JobSummary: { Summary: summary },
});

/** A stack with a state, programs that it needs, and servers with its objects. A test changes a part and plans again. */
export class World {
  readonly root = mkdtempSync(path.join(tmpdir(), "cdknomad-proof-"));
  readonly folder = path.join(this.root, "stacks", "apps");
  readonly stateFile = path.join(this.root, "terraform.apps.tfstate");
  readonly proofFile = `${this.stateFile}.proof.json`;
  readonly engine = path.join(this.root, "terraform");
  readonly environment: NodeJS.ProcessEnv = { HOME: this.root, NOMAD_TOKEN: "a", UNRELATED: "1" };
  readonly nomad: FakeServer;
  readonly consul: FakeServer;
  configuration: Json;
  state: Json;

  private constructor() {
    const index = 500;
    this.nomad = new FakeServer("X-Nomad-Index", {
      "/.well-known/jwks.json": { body: { keys: [{ kid: "key-1" }] } },
      "/v1/agent/members": { body: { ServerRegion: "eu", Members: [{ Tags: { id: "server-1", region: "eu" } }] } },
      "/v1/acl/token/self": { body: { Type: "management" } },
      [JOBS]: { index, body: [stubOf("web", 100), stubOf("foreign", 200)] },
      [DEPLOYMENTS]: { index, body: [] },
      [ALLOCATIONS]: { index, body: [] },
      [FAILING]: { index, body: [] },
      "/v1/namespaces": { index, body: [{ Name: "dns", Description: "names", CreateIndex: 5, ModifyIndex: 50 }] },
      "/v1/acl/policies": { index, body: [{ Name: "readers", Hash: "aGFzaA==", CreateIndex: 6, ModifyIndex: 60 }] },
      "/v1/vars?namespace=*": {
        index,
        body: [
          { Namespace: "default", Path: "nomad/jobs/web", CreateIndex: 7, ModifyIndex: 70, ModifyTime: 7_000 },
          { Namespace: "default", Path: "foreign", CreateIndex: 8, ModifyIndex: 80, ModifyTime: 8_000 },
        ],
      },
    });
    this.consul = new FakeServer("X-Consul-Index", {
      "/v1/connect/ca/roots": { body: { TrustDomain: "11111111.consul" } },
      "/v1/kv/app/key": {
        index: 300,
        body: [{ Key: "app/key", Value: Buffer.from(SECRET).toString("base64"), CreateIndex: 30, ModifyIndex: 31 }],
      },
    });
  }

  static async start(): Promise<World> {
    const world = new World();
    await Promise.all([world.nomad.start(), world.consul.start()]);
    world.configuration = {
      "//": { metadata: { cluster: { environment: "prod" } } },
      terraform: {
        backend: { local: { path: "../../terraform.apps.tfstate" } },
        required_providers: { nomad: { source: "terraform.local/cdknomad/nomad", version: "0.1.0" } },
      },
      provider: { nomad: [{ address: world.nomad.address }], consul: [{ address: world.consul.address }] },
      resource: {
        nomad_job: { default_web: { jobspec, json: true } },
        nomad_namespace: { dns: { name: "dns" } },
        nomad_acl_policy: { readers: { name: "readers" } },
        nomad_variable: { web: { namespace: "default", path: "nomad/jobs/web" } },
        consul_keys: { app: { key: [{ path: "app/key", value: SECRET }] } },
      },
    };
    world.state = {
      version: 4,
      serial: 7,
      lineage: "9f1c",
      resources: [
        resource("nomad_job", "default_web", { id: "web", namespace: "default", jobspec }),
        resource("nomad_namespace", "dns", { name: "dns", quota: "" }),
        resource("nomad_acl_policy", "readers", { name: "readers" }),
        resource("nomad_variable", "web", { namespace: "default", path: "nomad/jobs/web", items: `{"k":"${SECRET}"}` }),
        resource("consul_keys", "app", { key: [{ path: "app/key", value: SECRET }] }),
      ],
    };
    mkdirSync(path.dirname(world.provider), { recursive: true });
    writeFileSync(world.provider, "provider build 1");
    writeFileSync(world.engine, "engine 1");
    return world;
  }

  /** Adds jobs to the program, the state, and Nomad. */
  addJobs(names: readonly string[]): void {
    for (const [index, name] of names.entries()) {
      const jobspec = JSON.stringify({ ID: name, Name: name, Namespace: "default", TaskGroups: [] });
      this.configuration.resource.nomad_job[name] = { jobspec, json: true };
      this.state.resources.push(resource("nomad_job", name, { id: name, namespace: "default", jobspec }));
      this.answer(JOBS).body.push(stubOf(name, 300 + index));
      this.nomad.answers[`/v1/job/${name}/allocations?namespace=default`] = { index: 500, body: [] };
    }
  }

  get provider(): string {
    const source = path.join("terraform.local", "cdknomad", "nomad", "0.1.0", "linux_amd64");
    return path.join(this.folder, "terraform.d", "plugins", source, "terraform-provider-nomad_v0.1.0");
  }

  /** The first job in Nomad's list. */
  get job(): Json {
    return (this.nomad.answers[JOBS] as Json).body[0];
  }

  /** The entry of Consul's KV store. */
  get key(): Json {
    return (this.consul.answers["/v1/kv/app/key"] as Json).body[0];
  }

  /** An answer of Nomad. */
  answer(at: string): { -readonly [K in keyof FakeAnswer]: Json } {
    return this.nomad.answers[at] as Json;
  }

  /** Writes the configuration and the state, and compares them with the last plan. */
  async prove(now = SECOND): Promise<Proving> {
    this.write();
    return prove([new Stack("apps", this.folder)], { engine: this.engine, environment: this.environment, now });
  }

  /** Writes the configuration and the state. */
  write(): void {
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(path.join(this.folder, "cdk.tf.json"), JSON.stringify(this.configuration));
    writeFileSync(this.stateFile, JSON.stringify(this.state));
  }

  /** Plans without a change, as Terraform reports it, so that the next plan has a proof. */
  async plan(report: Partial<StackReport> = {}, now = FIRST): Promise<void> {
    const { store } = await this.prove(now);
    await store([{ ...emptyReport, ...report }], true);
  }

  readProof(): Json {
    return JSON.parse(readFileSync(this.proofFile, "utf8"));
  }

  stop(): void {
    this.nomad.stop();
    this.consul.stop();
    rmSync(this.root, { recursive: true });
  }
}

/** The report of a stack with nothing to do. */
export const emptyReport: StackReport = {
  name: "apps",
  dependencies: [],
  resources: [],
  problems: [],
  seal: { plan: "0".repeat(64), configuration: "0".repeat(64), state: "9f1c/7" },
};

/** A resource in a state. */
export function resource(type: string, name: string, attributes: Json): Json {
  return { mode: "managed", type, name, instances: [{ attributes }] };
}
