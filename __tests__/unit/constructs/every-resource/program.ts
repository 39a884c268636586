import { App, TerraformResource } from "#cdk";
import * as library from "../../../../constructs";
import { DnsServer } from "../../../../constructs/dns";
import { everything } from "../../spec/fixtures/everything";

/** A program with every construct, and a plain resource for each resource type without a construct. */
export function synthesize(outdir: string, types: readonly string[]): void {
  const app = new App({ outdir, skipValidation: true });
  const settings: library.ClusterSettings = {
    nomad: { address: "https://nomad.example.com:4646", region: "global", tokenFile: "/nomad.token" },
    consul: { address: "https://consul.example.com:8501", tokenCommand: ["pass", "consul/token"] },
    datacenters: ["dc1"],
    nodePool: "web",
    nodes: 3,
    state: { consul: "cdknomad/test" },
    guard: { confirm: ["namespace/old"] },
    secretsInState: true, // As in the baseline, which is older than write-only arguments.
  };

  const access = new library.ClusterStack(app, "access", settings);
  const team = new library.Namespace(access, "team", {
    name: "team",
    description: "a team",
    meta: { owner: "team" },
    capabilities: { enabledTaskDrivers: ["docker"] },
  });
  const policy = new library.AclPolicy(access, "policy", {
    name: "reader",
    description: "reads jobs",
    rules: {
      namespaces: {
        team: { policy: "read", capabilities: ["read-logs"], variables: { "app/*": ["read", "list"] } },
        "*": { capabilities: ["list-jobs"] },
      },
    },
    jobAcl: { namespace: team, job: "web", group: "web", task: "main" },
  });
  const role = new library.AclRole(access, "role", { name: "developers", description: "developers" });
  team.grantSubmitJobs(role);
  team.grantReadLogs(role);
  new library.AclToken(access, "token", { name: "robot", policies: [policy], roles: [role], ttl: "8h" });
  const jwt = new library.AuthMethod(access, "jwt", {
    name: "ci",
    maxTokenTtl: "15m",
    login: {
      type: "JWT",
      keys: { jwksUrl: "https://git.example.com/-/jwks" },
      issuers: ["https://git.example.com"],
      audiences: ["nomad"],
      claimMappings: { project_path: "project" },
      listClaimMappings: { groups: "groups" },
    },
  });
  new library.AuthMethod(access, "oidc", {
    name: "people",
    maxTokenTtl: "8h",
    default: true,
    login: {
      type: "OIDC",
      discoveryUrl: "https://login.example.com",
      clientId: "nomad",
      clientSecret: library.Secret.fromEnvironment("client_secret"),
      redirectUris: ["http://localhost:4649/oidc/callback"],
      scopes: ["groups"],
    },
  });
  new library.BindingRule(access, "ci-role", {
    authMethod: jwt,
    selector: 'value.project == "ops/cluster" and "admins" in list.groups',
    bind: { role },
    description: "pipelines",
  });
  new library.BindingRule(access, "ci-policy", { authMethod: jwt, bind: { policy } });
  const variable = new library.Variable(access, "variable", {
    namespace: team,
    path: "app/web",
    items: {
      user: { plain: "web" },
      password: library.Secret.fromEnvironment("password"),
      key: library.Secret.fromFile("key.pem"),
    },
  });
  variable.grantRead(new library.Workload(access, "workload", { namespace: team, job: "batch" }));
  const consulPolicy = new library.ConsulAclPolicy(access, "consul-policy", {
    name: "web",
    description: "a service",
    rules: {
      services: { web: "write" },
      nodePrefixes: { "": "read" },
      keyPrefixes: { "web/": "list" },
      operator: "read",
    },
  });
  new library.ConsulAclRole(access, "consul-role", { name: "web", policies: [consulPolicy] });
  const identity = new library.WorkloadIdentity(access, "identity", { jwksUrl: "http://nomad/.well-known/jwks.json" });
  identity.addTaskRole(team, { services: ["web"] });
  new library.CiAccess(access, "ci", { namespaces: [team, "default"], stateKeyPrefix: "terraform/" });
  const volume = new library.HostVolume(access, "host-volume", {
    name: "data",
    pluginId: "mkdir",
    capabilities: [{ accessMode: "single-node-writer", attachmentMode: "file-system" }],
    capacityMin: "1GiB",
    constraints: [{ attribute: "${attr.kernel.name}", operator: "=", value: "linux" }],
    parameters: { mode: "0755" },
  });
  new library.CsiVolume(access, "csi-volume", {
    id: "shared",
    pluginId: "hostpath",
    capacityMin: "1GiB",
    capacityMax: "2GiB",
    capabilities: [{ accessMode: "multi-node-multi-writer", attachmentMode: "file-system" }],
    secrets: { password: library.Secret.fromEnvironment("csi_password") },
    topologyRequest: { required: [{ segments: { zone: "a" } }] },
  });
  new library.Job(access, "stateful", {
    name: "stateful",
    protect: true,
    terraform: { timeouts: { create: "10m" }, purgeOnDestroy: true },
    groups: [
      {
        name: "db",
        volumes: [
          {
            name: "data",
            type: "host",
            source: volume,
            accessMode: "single-node-writer",
            attachmentMode: "file-system",
          },
        ],
        tasks: [
          {
            name: "db",
            driver: "docker",
            config: { image: "db:1" },
            env: { HOST: "${attr.unique.hostname}", PERCENT: "%{x}" },
            volumeMounts: [{ volume: "data", destination: "/data" }],
            resources: { cpu: 100, memory: 64 },
          },
        ],
      },
    ],
  });

  const jobs = new library.ClusterStack(app, "jobs", {
    ...settings,
    providers: "hashicorp",
    state: { folder: "state" },
  });
  new library.Job(jobs, "everything", everything as library.JobProps);

  const dns = new library.ClusterStack(app, "dns", settings);
  new library.ExistingWorkloadIdentity(dns, "identity").addTaskRole("dns", { services: ["coredns"] });
  new DnsServer(dns, "dns", {
    domain: "lab.example.com",
    namespaces: ["default", "team", "dns"],
    namespace: "dns",
    metricsPort: 9153,
    virtualIp: { address: "10.0.10.2/24", instances: 3 },
  });

  const plain = new library.ClusterStack(app, "plain", settings);
  for (const type of types) {
    new TerraformResource(plain, type, { terraformResourceType: type }).addOverride("name", "${literal}");
  }
  app.synth();
}
