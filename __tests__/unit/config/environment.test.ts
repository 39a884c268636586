import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { App } from "cdktf";
import { chooseEnvironment, type Environments, settings } from "../../../config";
import { type ClusterSettings, ClusterStack, ConsulAclPolicy, Job } from "../../../constructs";
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
    expect(settings({ CDKNOMAD_ENV: "prod" }, environments)).toBe(prod);
  });

  it("is the cluster of NOMAD_ADDR, or else the lab, where none is named", () => {
    expect(settings({ NOMAD_ADDR: "http://10.0.0.1:4646" }, environments).nomad.address).toBe("http://10.0.0.1:4646");
    expect(settings({ CDKNOMAD_LAB: "no-such-lab" }, environments).nomad.tokenFile).toMatch(/no-such-lab/);
  });

  it("is also the one of a shell that has the address of the same cluster", () => {
    const variables = { NOMAD_ADDR: prod.nomad.address, CONSUL_HTTP_ADDR: prod.consul.address };
    expect(chooseEnvironment(environments, "prod", variables)).toBe(prod);
  });

  it("fails when the shell has the address of another cluster, whose token would be sent along", () => {
    expect(() => chooseEnvironment(environments, "prod", { NOMAD_ADDR: "http://127.0.0.1:4646" })).toThrow(
      'CDKNOMAD_ENV: "prod" is at https://nomad.lab:4646, but NOMAD_ADDR is http://127.0.0.1:4646, and a token in the environment would be of that cluster; unset one of the two',
    );
  });

  it.each([
    ["prd", 'did you mean "prod"?'],
    ["constructor", "there are lab, prod"],
    ["staging", "there are lab, prod"],
  ])("fails when there is no %s", (name, mend) => {
    expect(() => chooseEnvironment(environments, name, {})).toThrow(
      `CDKNOMAD_ENV: got "${name}", which is no environment of this program; ${mend}`,
    );
  });

  it("fails when two would write one state", () => {
    const { state: _, ...stateless } = prod;
    expect(() => chooseEnvironment({ ...environments, prod: stateless }, "prod", {})).toThrow(
      'the environments "lab" and "prod" would share Terraform\'s states; give one of them a state of its own: state: { folder: "state/prod" }',
    );
    expect(() => chooseEnvironment({ ...environments, next: prod, prod }, "lab", {})).toThrow(
      'the environments "prod" and "next" would share Terraform\'s states; give one of them a state of its own: state: { folder: "state/next" }',
    );
  });
});

describe("the settings of an environment", () => {
  it("tell our provider where certificates and the token are, and hold neither", () => {
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
