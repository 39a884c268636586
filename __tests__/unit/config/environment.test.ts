import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { App } from "cdktf";
import { chooseEnvironment, type Environments, settings } from "../../../config";
import { type ClusterSettings, ClusterStack, ConsulAclPolicy, Job } from "../../../constructs";
import { labPaths } from "../../../lab/paths";
import { startTime } from "../../../lab/process";
import { lab } from "../../../lab/settings";
import { synthesized } from "../../../testing";

const prod = {
  nomad: {
    address: "https://nomad.lab:4646",
    region: "north",
    tls: { caFile: "~/ca.pem", certFile: "/cli.pem", keyFile: "/cli-key.pem" },
    tokenCommand: ["pass", "nomad/token"],
  },
  consul: { address: "https://consul.lab:8501", tls: { caFile: "~/consul-ca.pem" }, tokenFile: "~/consul.token" },
  datacenters: ["dc1", "dc2"],
  nodePool: "web",
  state: { consul: "cdknomad/prod" },
} as const satisfies ClusterSettings;
const environments: Environments = { lab: { nomad: { address: "http://127.0.0.1:4646" } }, prod };

function backendOf(cluster: ClusterSettings): Record<string, Record<string, unknown>> {
  const outdir = mkdtempSync(path.join(tmpdir(), "cdknomad-environment-"));
  const app = new App({ outdir });
  new ClusterStack(app, "apps", cluster);
  app.synth();
  const { terraform } = JSON.parse(readFileSync(path.join(outdir, "stacks", "apps", "cdk.tf.json"), "utf8"));
  rmSync(outdir, { recursive: true });
  return terraform.backend;
}

function stackOf(cluster: ClusterSettings): ClusterStack {
  return new ClusterStack(new App(), "apps", cluster);
}
const web = {
  name: "web",
  groups: [{ name: "web", tasks: [{ name: "web", driver: "raw_exec", config: { command: "web" } }] }],
} as const;

describe("the environment of a run", () => {
  it("is the one that CDKNOMAD_ENV names", () => {
    expect(settings({ CDKNOMAD_ENV: "prod" }, environments)).toEqual({ ...prod, environment: "prod" });
  });

  it("is the cluster of NOMAD_ADDR, or else the lab, where none is named", () => {
    expect(settings({ NOMAD_ADDR: "http://10.0.0.1:4646" }, environments)).toEqual({
      environment: "own",
      nomad: { address: "http://10.0.0.1:4646" },
    });
    expect(settings({}, environments)).toEqual({ environment: "lab", nomad: { address: "http://127.0.0.1:4646" } });
  });

  it.each([prod.nomad.address, `${prod.nomad.address}/`, prod.nomad.address.replace("//", "//ann:secret@")])(
    "is the environment at the address of NOMAD_ADDR, which does not change what the program describes: %s",
    (NOMAD_ADDR) => {
      const { consul, ...rest } = settings({ NOMAD_ADDR, NOMAD_TOKEN: "secret" }, environments);
      expect({ consul, ...rest }).toEqual({ ...prod, environment: "prod" });
    },
  );

  describe("with a lab", () => {
    const state = mkdtempSync(path.join(tmpdir(), "cdknomad-labs-"));
    const before = process.env.XDG_STATE_HOME;
    const address = "http://127.0.0.1:24646";
    const labs: Environments = { ...environments, lab: ({ CDKNOMAD_LAB = "lab" }) => lab(CDKNOMAD_LAB) };

    beforeAll(() => {
      process.env.XDG_STATE_HOME = state;
      for (const name of ["lab", "three"]) {
        const { dir, record } = labPaths(name);
        mkdirSync(dir, { recursive: true });
        // This process stands for the supervisor of the lab "three"; that of "lab" has ended.
        const supervisor = { pid: process.pid, startTime: name === "three" ? startTime(process.pid) : 0 };
        const its = name === "three" ? address : "http://127.0.0.1:4646";
        writeFileSync(
          record,
          JSON.stringify({
            name,
            nomadAddr: its,
            consulAddr: "http://127.0.0.1:28500",
            nodes: [1, 2, 3],
            supervisor,
            ready: true,
          }),
        );
      }
    });
    afterAll(() => {
      process.env.XDG_STATE_HOME = before;
      if (before === undefined) {
        delete process.env.XDG_STATE_HOME;
      }
      rmSync(state, { recursive: true });
    });

    it("is the lab that is running at NOMAD_ADDR, whatever its name, with its nodes and without guards", () => {
      expect(settings({ NOMAD_ADDR: address }, labs)).toMatchObject({
        environment: "lab",
        lab: "three",
        nodes: 3,
        guard: "off",
        nomad: { address },
      });
    });

    it("is the same after `lab env` as before", () => {
      const env = {
        CDKNOMAD_ENV: "lab",
        CDKNOMAD_LAB: "three",
        NOMAD_ADDR: address,
        CONSUL_HTTP_ADDR: "http://127.0.0.1:28500",
      };
      expect(settings(env, labs)).toEqual(settings({ CDKNOMAD_LAB: "three" }, labs));
    });

    it("is never a lab that is not running: its usual address may be another cluster's", () => {
      expect(settings({ NOMAD_ADDR: "http://127.0.0.1:4646" }, labs).environment).toBe("own");
    });

    it("keeps the name of a lab that is not running, so that the commands can report it", () => {
      const env = { CDKNOMAD_ENV: "lab", CDKNOMAD_LAB: "gone", NOMAD_ADDR: "http://127.0.0.1:9" };
      expect(settings(env, labs)).toMatchObject({ environment: "lab", lab: "gone" });
    });

    it("keeps its states in Consul below CDKNOMAD_STATE if it has no state of its own", () => {
      const env = { CDKNOMAD_LAB: "three", CDKNOMAD_STATE: "cdknomad/lab" };
      expect(settings(env, labs).state).toEqual({ consul: "cdknomad/lab" });
      expect(settings({ ...env, CDKNOMAD_ENV: "prod" }, labs).state).toEqual(prod.state);
    });
  });

  it("is also the one of a shell that has the address of the same cluster", () => {
    const variables = { NOMAD_ADDR: prod.nomad.address, CONSUL_HTTP_ADDR: prod.consul.address };
    expect(chooseEnvironment(environments, "prod", variables)).toEqual({ ...prod, environment: "prod" });
  });

  it("fails when the shell has the address of another cluster, whose token would be sent along", () => {
    expect(() => chooseEnvironment(environments, "prod", { NOMAD_ADDR: "http://127.0.0.1:4646" })).toThrow(
      'CDKNOMAD_ENV: "prod" is at https://nomad.lab:4646, but NOMAD_ADDR is http://127.0.0.1:4646, so a token in the environment variables belongs to that cluster; unset one of the two',
    );
  });

  it.each([
    ["prd", 'did you mean "prod"?'],
    ["constructor", "there are lab, prod"],
    ["staging", "there are lab, prod"],
  ])("fails when there is no %s", (name, hint) => {
    expect(() => chooseEnvironment(environments, name, {})).toThrow(
      `CDKNOMAD_ENV: got "${name}", which is not an environment of this program; ${hint}`,
    );
  });

  it("fails when two would write one state", () => {
    const { state: _, ...stateless } = prod;
    expect(() => chooseEnvironment({ ...environments, prod: stateless }, "prod", {})).toThrow(
      'the environments "lab" and "prod" would share the states of Terraform; give one of them its own: state: { folder: "state/prod" }',
    );
    expect(() => chooseEnvironment({ ...environments, next: prod, prod }, "lab", {})).toThrow(
      'the environments "prod" and "next" would share the states of Terraform; give one of them its own: state: { folder: "state/next" }',
    );
  });

  it.each([
    { s3: { bucket: "states", keyPrefix: "prod" } },
    { http: { address: "https://state.example.com/prod/{stack}" } },
  ])("fails when two would write one state on a server: %j", (state) => {
    const next = { ...prod, state };
    expect(() => chooseEnvironment({ ...environments, prod: next, next }, "lab", {})).toThrow("would share the states");
    expect(() => chooseEnvironment({ ...environments, next }, "lab", {})).not.toThrow();
  });

  it("does not confuse two places that differ in one setting", () => {
    const s3 = { bucket: "states", keyPrefix: "prod" };
    const states = [
      { s3 },
      { s3: { ...s3, keyPrefix: "next" } },
      { s3: { ...s3, endpoints: { s3: "https://minio.example.com" } } },
      { http: { address: "https://state.example.com/prod/{stack}" } },
    ];
    const all = Object.fromEntries(states.map((state, index) => [`e${index}`, { ...prod, state }]));
    expect(() => chooseEnvironment({ ...environments, ...all }, "lab", {})).not.toThrow();
  });
});

describe("the settings of an environment", () => {
  it("give our provider the paths of the certificates and the token, not their contents", () => {
    const stack = stackOf(prod);
    new ConsulAclPolicy(stack, "policy", { name: "policy", rules: { keys: { "web/": "read" } } });
    const { provider } = synthesized(stack) as unknown as { provider: Record<string, unknown[]> };
    expect(provider.nomad?.[0]).toMatchObject({
      address: "https://nomad.lab:4646",
      region: "north",
      ca_file: "~/ca.pem",
      cert_file: "/cli.pem",
      key_file: "/cli-key.pem",
      token_command: ["pass", "nomad/token"],
    });
    expect(provider.consul?.[0]).toMatchObject({ ca_file: "~/consul-ca.pem", token_file: "~/consul.token" });
  });

  it("give HashiCorp's provider, which does not know the home folder, the whole path", () => {
    const { provider } = synthesized(stackOf({ ...prod, providers: "hashicorp" })) as unknown as {
      provider: Record<string, unknown[]>;
    };
    expect(provider.nomad?.[0]).toMatchObject({ ca_file: `${homedir()}/ca.pem`, cert_file: "/cli.pem" });
    expect(provider.nomad?.[0]).not.toHaveProperty("token_command");
  });

  it("give Terraform the certificates for states in Consul", () => {
    expect(backendOf(prod).consul).toMatchObject({
      scheme: "https",
      address: "consul.lab:8501",
      path: "cdknomad/prod/apps",
      ca_file: `${homedir()}/consul-ca.pem`,
    });
  });

  it("keep local states in a folder of their own", () => {
    const { local } = backendOf({ nomad: prod.nomad, state: { folder: "state/prod" } });
    expect(local?.path).toMatch(/\/state\/prod\/terraform\.apps\.tfstate$/);
  });

  it("place the jobs that do not say where they run, and no other", () => {
    const stack = stackOf(prod);
    new Job(stack, "web", web);
    new Job(stack, "own", { ...web, name: "own", datacenters: ["dc9"], nodePool: "own" });
    const jobs = Object.values(synthesized(stack).resource.nomad_job ?? {}).map(({ jobspec }) => jobspec);
    expect(jobs).toMatchObject([
      { ID: "own", Datacenters: ["dc9"], NodePool: "own" },
      { ID: "web", Datacenters: ["dc1", "dc2"], NodePool: "web" },
    ]);
  });
});
