import { chmodSync, readFileSync, statSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { StackReport } from "../../../cli/report/report";
import {
  ALLOCATIONS,
  DEPLOYMENTS,
  emptyReport,
  FAILING,
  FIRST,
  JOBS,
  resource,
  SECOND,
  SECRET,
  stubOf,
  World,
} from "./world";

/** A stored proof, of which a test changes any part. */
// biome-ignore lint/suspicious/noExplicitAny: the tests change any part of it
type Json = any;

/** A change of the world between two plans. */
type Change = (world: World) => void;

describe("a plan with nothing to do", () => {
  let world: World;

  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(() => world.stop());

  /** Plans, changes something, and compares. */
  async function comparedAfter(change: Change, now = SECOND) {
    await world.plan();
    change(world);
    return world.prove(now);
  }

  /** What Terraform would compare now, in the stack. */
  const planned = async (now?: number) => (await world.prove(now)).partial?.addresses.get("apps");

  it("is proved with a few requests if nothing changed", async () => {
    const { proved, reason } = await comparedAfter(({ nomad, consul }) => {
      nomad.requests.length = 0;
      consul.requests.length = 0;
    });
    expect(reason).toBeUndefined();
    expect(proved?.since).toBe("2026-11-30T03:00:00.000Z");
    expect(proved?.reports).toEqual([
      {
        name: "apps",
        dependencies: [],
        resources: [],
        problems: [],
        seal: { configuration: expect.stringMatching(/^[0-9a-f]{64}$/), state: "9f1c/7" },
      },
    ]);
    expect(world.nomad.requests.sort()).toEqual(
      [
        "/.well-known/jwks.json",
        "/v1/agent/members",
        "/v1/acl/token/self",
        JOBS,
        DEPLOYMENTS,
        "/v1/namespaces",
        "/v1/acl/policies",
        "/v1/vars?namespace=*",
      ]
        .map((at) => `GET ${at}`)
        .sort(),
    );
    expect(world.consul.requests.sort()).toEqual(["GET /v1/connect/ca/roots", "GET /v1/kv/app/key"]);
  });

  it("is not proved without an earlier plan", async () => {
    expect(await world.prove()).toMatchObject({ isImpossible: false, reason: expect.stringMatching(/no proof/) });
  });

  const harmless: readonly (readonly [string, Change])[] = [
    ["another job changed", (its) => Object.assign(its.answer(JOBS).body[1], stubOf("foreign", 400))],
    ["a periodic job started a child", (its) => its.answer(JOBS).body.push(stubOf("web/periodic-1", 300))],
    [
      "Nomad writes a map in another order",
      (its) =>
        its
          .answer("/v1/namespaces")
          .body.splice(0, 1, { ModifyIndex: 50, CreateIndex: 5, Description: "names", Name: "dns" }),
    ],
    ["an index of a list grew", ({ nomad }) => Object.assign(nomad.answers[JOBS] ?? {}, { index: 999 })],
    ["an allocation of a job was replaced", ({ job }) => Object.assign(job.JobSummary.Summary.web, { Complete: 4 })],
    [
      "another variable was written",
      (its) => Object.assign(its.answer("/v1/vars?namespace=*").body[1], { ModifyIndex: 99 }),
    ],
    [
      "a variable that only the program reads changed",
      ({ environment }) => Object.assign(environment, { UNRELATED: "2" }),
    ],
    ["another token has the same rights", ({ environment }) => Object.assign(environment, { NOMAD_TOKEN: "b" })],
  ];
  it.each(harmless)("is proved although %s", async (_, change) => {
    const { proved, reason } = await comparedAfter(change);
    expect(reason).toBeUndefined();
    expect(proved).toBeDefined();
  });

  const web = "nomad_job.default_web";
  const settings = /a variable that Terraform or a provider reads changed/;
  const client = (Policies: string[]) => ({ body: { Type: "client", Policies, Roles: null } });
  const differences: readonly (readonly [string, Change, string])[] = [
    ["a job was changed", ({ job }) => Object.assign(job, { JobModifyIndex: 101, ModifyIndex: 102 }), web],
    ["a job was stopped", ({ job }) => Object.assign(job, { Stop: true }), web],
    ["a job died", ({ job }) => Object.assign(job, { Status: "dead" }), web],
    ["a job was purged", (its) => its.answer(JOBS).body.shift(), web],
    // The snapshot had index 90; other writes then reached index 100 again.
    [
      "a job with the same index was registered at another time",
      ({ job }) => Object.assign(job, { SubmitTime: 9 }),
      web,
    ],
    [
      "a policy has the same index and another hash",
      (its) => Object.assign(its.answer("/v1/acl/policies").body[0], { Hash: "b" }),
      "nomad_acl_policy.readers",
    ],
    [
      "a namespace has the same index and another text",
      (its) => Object.assign(its.answer("/v1/namespaces").body[0], { Description: "b" }),
      "nomad_namespace.dns",
    ],
    [
      "a variable has the same index and another time",
      (its) => Object.assign(its.answer("/v1/vars?namespace=*").body[0], { ModifyTime: 9 }),
      "nomad_variable.web",
    ],
    [
      "a key has the same index and another value",
      ({ key }) => Object.assign(key, { Value: "Yg==" }),
      "consul_keys.app",
    ],
    [
      "the state was edited by hand with the same serial",
      ({ state }) => Object.assign(state.resources[1].instances[0].attributes, { description: "x" }),
      "nomad_namespace.dns",
    ],
    [
      "the program changed",
      ({ configuration }) => Object.assign(configuration.resource.nomad_namespace.dns, { description: "x" }),
      "nomad_namespace.dns",
    ],
    [
      "an apply failed",
      (its) =>
        Object.assign(its.state.resources[0].instances[0], {
          private: Buffer.from('{"failure":"e30="}').toString("base64"),
        }),
      web,
    ],
    [
      "the state has another specification of a job than the program",
      (its) => Object.assign(its.state.resources[0].instances[0].attributes, { jobspec: "{}" }),
      web,
    ],
  ];
  it.each(differences)("is compared by Terraform in part if %s", async (_, change, address) => {
    const { proved, partial, reason } = await comparedAfter(change);
    expect([proved, reason]).toEqual([undefined, undefined]);
    expect(partial?.addresses).toEqual(new Map([["apps", [address]]]));
    expect([partial?.since, partial?.proved]).toEqual(["2026-11-30T03:00:00.000Z", 4]);
  });

  const faults: readonly (readonly [string, Change, RegExp])[] = [
    [
      "the index of a list went back",
      ({ nomad }) => Object.assign(nomad.answers[JOBS] ?? {}, { index: 499 }),
      /the index of nomad .* went back, as after the restore of a snapshot/,
    ],
    [
      "other servers answer",
      (its) => Object.assign(its.answer("/v1/agent/members").body.Members[0].Tags, { id: "server-2" }),
      /servers or keys/,
    ],
    [
      "nomad has other keys",
      (its) => its.answer("/.well-known/jwks.json").body.keys.splice(0, 1, { kid: "key-2" }),
      /servers or keys/,
    ],
    [
      "consul is another one",
      ({ consul }) =>
        Object.assign(consul.answers["/v1/connect/ca/roots"] ?? {}, { body: { TrustDomain: "2.consul" } }),
      /servers or keys/,
    ],
    [
      "the checks in the state were edited by hand",
      ({ state }) => Object.assign(state, { check_results: [{}] }),
      /the state changed/,
    ],
    [
      "the environment of the program is another one",
      ({ configuration }) => Object.assign(configuration["//"].metadata.cluster, { environment: "test" }),
      /the program changed/,
    ],
    [
      "a variable of Terraform changed",
      ({ environment }) => Object.assign(environment, { TF_VAR_size: "2" }),
      settings,
    ],
    [
      "a variable of Nomad's client changed",
      ({ environment }) => Object.assign(environment, { NOMAD_REGION: "", NOMAD_NAMESPACE: "b" }),
      settings,
    ],
    [
      "a confirmation was given",
      ({ environment }) => Object.assign(environment, { CDKNOMAD_CONFIRM: "many-jobs" }),
      settings,
    ],
    [
      "the token became one with fewer rights",
      ({ nomad }) => Object.assign(nomad.answers, { "/v1/acl/token/self": client(["readers"]) }),
      /the rights of the token changed/,
    ],
    ["the engine was replaced", ({ engine }) => writeFileSync(engine, "another engine"), /a provider/],
    [
      "Terraform got a settings file",
      ({ root }) => writeFileSync(path.join(root, ".terraformrc"), 'plugin_cache_dir = "/x"'),
      /settings file/,
    ],
  ];
  it.each(faults)("is compared by Terraform if %s", async (_, change, reason) => {
    expect(await comparedAfter(change)).toMatchObject({ isImpossible: false, reason: expect.stringMatching(reason) });
  });

  it("is compared by Terraform if a provider of the same size and time was built", async () => {
    const { atime, mtime } = statSync(world.provider);
    const found = await comparedAfter(({ provider }) => {
      writeFileSync(provider, "provider build 2");
      utimesSync(provider, atime, mtime);
    });
    expect(found.reason).toMatch(/a provider/);
  });

  it("is compared by Terraform if the rules of the token's policy changed", async () => {
    Object.assign(world.nomad.answers, { "/v1/acl/token/self": client(["readers"]) });
    delete world.configuration.resource.nomad_acl_policy;
    world.state.resources.splice(2, 1);
    const found = await comparedAfter((its) => Object.assign(its.answer("/v1/acl/policies").body[0], { Hash: "b" }));
    expect(found.reason).toMatch(/the rights of the token changed/);
  });

  it("is compared by Terraform if a volume is not available any more", async () => {
    world.state.resources.push(resource("nomad_dynamic_host_volume", "data", { id: "v1", namespace: null }));
    Object.assign(world.configuration.resource, { nomad_dynamic_host_volume: { data: { name: "data" } } });
    const volume = { ID: "v1", Namespace: "default", State: "ready", ModifyIndex: 5 };
    world.nomad.answers["/v1/volumes?type=host&namespace=*"] = { index: 5, body: [volume] };
    await world.plan();
    expect((await world.prove()).proved).toBeDefined();
    volume.State = "unavailable";
    expect(await planned()).toEqual(["nomad_dynamic_host_volume.data"]);
  });

  it("is compared by Terraform if the clock was set back, and once a day", async () => {
    expect((await comparedAfter(() => {}, FIRST - 1)).reason).toMatch(/the clock was set back/);
    expect((await world.prove(FIRST + 86_400_001)).reason).toMatch(/more than a day old/);
    expect((await world.prove(FIRST + 86_400_000)).proved).toBeDefined();
  });

  describe("warnings that a plan would show", () => {
    const deployment = (Status: string, UnhealthyAllocs: number) => ({
      ID: "d1",
      Namespace: "default",
      JobID: "web",
      Status,
      JobSpecModifyIndex: 100,
      TaskGroups: { web: { UnhealthyAllocs } },
    });
    const suspicious: Change = ({ job }) => Object.assign(job.JobSummary.Summary.web, { Failed: 1 });

    const appear: readonly (readonly [string, Change])[] = [
      ["a deployment fails", (its) => its.answer(DEPLOYMENTS).body.push(deployment("failed", 0))],
      ["a deployment has unhealthy allocations", (its) => its.answer(DEPLOYMENTS).body.push(deployment("running", 1))],
      ["an allocation failed", suspicious],
    ];
    it.each(appear)("make Terraform compare if %s", async (_, change) => {
      expect((await comparedAfter(change)).partial?.addresses.get("apps")).toEqual([web]);
    });

    it("are found in the allocations of a job that may be failing, as far as a plan reads them", async () => {
      suspicious(world);
      await world.plan();
      expect((await world.prove()).proved).toBeDefined();
      world.answer(ALLOCATIONS).body.push({ ID: "a1", TaskStates: { web: { State: "running", Restarts: 1 } } });
      expect(await planned()).toEqual([web]);
    });

    it("are found in one list for many jobs that failed at some time", async () => {
      const names = Array.from({ length: 20 }, (_, index) => `job-${index}`);
      world.addJobs(names);
      for (const stub of world.answer(JOBS).body) {
        stub.JobSummary = { Summary: { web: { Failed: 1, Lost: 0, Starting: 0 } } };
      }
      const failing = world.answer(FAILING);
      await world.plan();
      expect((await world.prove()).proved).toBeDefined();
      failing.body.push({ Namespace: "default", JobID: "job-7" });
      world.answer("/v1/job/job-7/allocations?namespace=default").body.push({ ID: "a1", ClientStatus: "failed" });
      expect(await planned()).toEqual(["nomad_job.job-7"]);
    });

    it("are found for a batch job that died", async () => {
      Object.assign(world.job, { Type: "batch", Status: "dead" });
      suspicious(world);
      await world.plan();
      world.answer(ALLOCATIONS).body.push({ ID: "a1", ClientStatus: "failed" });
      expect(await planned()).toEqual([web]);
    });

    it("are found for the newest run of a periodic job when it failed, and not for one that ended normally", async () => {
      Object.assign(world.job, { Type: "batch", Periodic: true });
      const run = (index: number, ended: object) => ({
        ...stubOf(`web/periodic-${index}`, index),
        ...{ ParentID: "web", Type: "batch", Status: "dead", CreateIndex: index },
        JobSummary: { Summary: { web: ended } },
      });
      await world.plan();
      world.answer(JOBS).body.push(run(301, { Complete: 1, Failed: 0, Lost: 0 }));
      expect((await world.prove()).proved).toBeDefined();
      world.answer(JOBS).body.unshift(run(302, { Complete: 0, Failed: 1, Lost: 0 }));
      world.nomad.answers["/v1/job/web%2Fperiodic-302/allocations?namespace=default"] = { index: 1, body: [] };
      expect(await planned()).toEqual([web]);
      world.answer(JOBS).body.unshift(run(303, { Complete: 1, Failed: 0, Lost: 0 }));
      expect((await world.prove()).proved).toBeDefined();
    });

    it("about an ended token are found when it ends, although its entry stays the same", async () => {
      world.state.resources.push(resource("nomad_acl_token", "ci", { accessor_id: "t1" }));
      Object.assign(world.configuration.resource, { nomad_acl_token: { ci: {} } });
      world.nomad.answers["/v1/acl/roles"] = { index: 1, body: [] };
      const ExpirationTime = new Date(SECOND + 1_000).toISOString();
      world.nomad.answers["/v1/acl/tokens"] = {
        index: 1,
        body: [
          { AccessorID: "t1", ModifyIndex: 3, ExpirationTime },
          { AccessorID: "login", ModifyIndex: 4 },
        ],
      };
      await world.plan();
      (world.answer("/v1/acl/tokens").body as unknown[]).pop(); // the token of another login
      expect((await world.prove()).proved).toBeDefined();
      expect(await planned(SECOND + 2_000)).toEqual(["nomad_acl_token.ci"]);
    });

    const reports: readonly (readonly [string, Partial<StackReport>])[] = [
      ["a warning", { problems: [{ level: "warning", summary: "x", detail: "" }] }],
      ["an output", { outputs: [{ name: "x", action: "create", after: "1" }] }],
      ["drift", { resources: [{ action: "none", origin: "cluster" } as StackReport["resources"][number]] }],
    ];
    it.each(reports)("or %s leave no proof", async (_, report) => {
      await world.plan(report);
      expect((await world.prove()).reason).toMatch(/no proof/);
    });
  });

  it("has no proof if the cluster changed while Terraform planned", async () => {
    const { store } = await world.prove(FIRST);
    Object.assign(world.job, { JobModifyIndex: 101 });
    await store([emptyReport], true);
    Object.assign(world.job, { JobModifyIndex: 100 });
    expect((await world.prove()).reason).toMatch(/no proof/);
  });

  describe("the file with the proof", () => {
    it("has no secret and no name of an object, and only its owner can read it", async () => {
      world.environment.TF_VAR_password = SECRET;
      await world.plan();
      const text = readFileSync(world.proofFile, "utf8");
      expect(statSync(world.proofFile).mode & 0o777).toBe(0o600);
      for (const word of [
        SECRET,
        Buffer.from(SECRET).toString("base64"),
        "readers",
        "jobspec",
        world.environment.NOMAD_TOKEN,
      ]) {
        expect(text).not.toContain(`"${word}"`);
        expect(text).not.toContain(SECRET);
      }
    });

    it("looks different for the same values", async () => {
      await world.plan();
      const first = world.readProof();
      await world.plan();
      const second = world.readProof();
      expect(second.digests.settings).not.toBe(first.digests.settings);
      expect(first.items.filter((item: string) => second.items.includes(item))).toEqual([]);
    });

    const write =
      (change: (proof: Json) => void): Change =>
      (its) => {
        const proof = its.readProof();
        change(proof);
        writeFileSync(its.proofFile, JSON.stringify(proof));
      };
    const damages: readonly (readonly [string, Change, RegExp])[] = [
      ["was truncated", (its) => truncateSync(its.proofFile, 200), /no proof/],
      ["is empty", (its) => truncateSync(its.proofFile, 0), /no proof/],
      ["has another format", write((proof) => Object.assign(proof, { format: "cdknomad.proof/0" })), /no proof/],
      ["lacks a digest", write(({ digests }) => delete digests.rights), /no proof/],
      [
        "has a changed digest",
        write(({ digests }) => Object.assign(digests, { rights: "0".repeat(64) })),
        /the rights of the token changed/,
      ],
      ["has a changed digest of a resource", write(({ items }) => items.fill("A".repeat(22))), /was changed/],
      ["lacks the resources", write((proof) => delete proof.items), /no proof/],
      [
        "has a later time",
        write((proof) => Object.assign(proof, { at: new Date(FIRST + 1).toISOString() })),
        /was changed/,
      ],
      ["has no indexes any more", write((proof) => Object.assign(proof, { indexes: {} })), /was changed/],
      ["can be written by a group", (its) => chmodSync(its.proofFile, 0o660), /no proof/],
    ];
    it.each(damages)("is not trusted if it %s", async (_, change, reason) => {
      expect((await comparedAfter(change)).reason).toMatch(reason);
    });

    it("of another stack is not trusted", async () => {
      await world.plan();
      world.state.lineage = "other";
      expect((await world.prove()).reason).toMatch(/the state changed/);
    });
  });

  describe("that cannot be proved", () => {
    const nomadBlock = (its: World) => its.configuration.provider.nomad[0];
    const add = (its: World, type: string) => its.state.resources.push(resource(type, "x", { id: "x", name: "x" }));
    const impossible: readonly (readonly [string, Change, RegExp])[] = [
      [
        "official providers",
        (its) => Object.assign(its.configuration.terraform.required_providers.nomad, { source: "hashicorp/nomad" }),
        /the provider nomad is hashicorp\/nomad, and not one of cdknomad/,
      ],
      [
        "a type without a list",
        (its) => add(its, "nomad_later_type"),
        /no list of the server shows all changes of a nomad_later_type/,
      ],
      ["a type of another provider", (its) => add(its, "terraform_data"), /terraform_data/],
      ["a data source", (its) => Object.assign(its.configuration, { data: {} }), /a block "data"/],
      [
        "a data source in the state",
        (its) => its.state.resources.push({ mode: "data", type: "x", name: "y", instances: [] }),
        /a data source/,
      ],
      ["a login by a provider", (its) => Object.assign(nomadBlock(its), { auth_jwt: [{}] }), /the setting auth_jwt/],
      [
        "a time in the configuration",
        (its) => Object.assign(its.configuration, { output: { now: { value: "${timestamp()}" } } }),
        /uses timestamp\(\)/,
      ],
      [
        "a file in the configuration",
        (its) => Object.assign(its.configuration, { output: { now: { value: '${file("x")}' } } }),
        /uses file\(\)/,
      ],
      [
        "another backend",
        (its) => Object.assign(its.configuration.terraform, { backend: { http: {} } }),
        /only Terraform can read its state/,
      ],
      [
        "other code of a provider",
        (its) => Object.assign(its.environment, { TF_REATTACH_PROVIDERS: "{}" }),
        /TF_REATTACH_PROVIDERS/,
      ],
      [
        "replaced providers",
        (its) => writeFileSync(path.join(its.root, ".terraformrc"), "dev_overrides {}"),
        /dev_overrides/,
      ],
      ["a list without an index", (its) => delete its.answer(JOBS).index, /without an index/],
      [
        "an object without an index",
        (its) => delete its.answer("/v1/namespaces").body[0].ModifyIndex,
        /shows no index of nomad_namespace\.dns/,
      ],
      [
        "a list that the token may not read",
        ({ nomad }) => Object.assign(nomad.answers, { "/v1/namespaces": { status: 403, body: "Permission denied" } }),
        /answered 403 to GET \/v1\/namespaces/,
      ],
      [
        "a token that has ended",
        ({ nomad }) =>
          Object.assign(nomad.answers, { "/v1/acl/token/self": { status: 403, body: "ACL token expired" } }),
        /answered 403 when asked who the token is/,
      ],
      [
        "a cluster without an identity",
        ({ nomad }) =>
          Object.assign(nomad.answers, {
            "/.well-known/jwks.json": { body: {} },
            "/v1/agent/members": { status: 403, body: "" },
          }),
        /neither its servers nor its keys/,
      ],
    ];
    it.each(impossible)("because of %s is compared by Terraform, with a reason", async (_, change, reason) => {
      expect(await comparedAfter(change)).toMatchObject({
        isImpossible: true,
        reason: expect.stringMatching(new RegExp(`^apps: .*${reason.source}`)),
      });
      expect((await world.prove()).proved).toBeUndefined();
    });

    it("does not repeat what an unexpected answer contains", async () => {
      world.nomad.answers["/v1/namespaces"] = { index: 1, body: `[{"Name": ${SECRET}` };
      const { reason } = await world.prove();
      expect(reason).toMatch(/an unexpected error \(SyntaxError\)/);
      expect(reason).not.toContain(SECRET);
    });
  });

  it("with a secret from a file is compared by Terraform if the file changed", async () => {
    const file = path.join(world.root, "password");
    writeFileSync(file, "one");
    const value = `\${sensitive(trimspace(file(pathexpand("${file}"))))}`;
    Object.assign(world.configuration, { output: { password: { value, sensitive: true } } });
    await world.plan();
    expect((await world.prove()).proved).toBeDefined();
    writeFileSync(file, "two");
    expect((await world.prove()).reason).toMatch(/the program changed/);
  });
});
