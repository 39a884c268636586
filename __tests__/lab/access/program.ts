/** The program under test: a lab with a name service, two rooms for services, and three kinds of people. */
import { App } from "cdktf";
import {
  AclPolicy,
  AclRole,
  AuthMethod,
  BindingRule,
  type ClusterSettings,
  ClusterStack,
  Job,
  Namespace,
  Secret,
  Variable,
  Workload,
  WorkloadIdentity,
} from "../../../constructs";
import { linkTerraformProviders } from "../../../tools/link-terraform-providers";
import { silent } from "../../../tools/progress";

const env = (name: string) => {
  const value = process.env[name];
  if (value === undefined) {
    throw new Error(`${name} is not set`);
  }
  return value;
};

const cluster: ClusterSettings = {
  nomad: { address: env("NOMAD_ADDR") },
  consul: { address: env("CONSUL_HTTP_ADDR") },
};

const readJobs = ["read-job", "list-jobs", "read-job-scaling"] as const;

class Access extends ClusterStack {
  constructor(app: App) {
    super(app, "access", cluster);
    const lab = new Namespace(this, "lab", { name: "lab" });
    const open = new Namespace(this, "public", { name: "public" });
    const dns = new Namespace(this, "dns", { name: "dns" });

    const identity = new WorkloadIdentity(this, "identity", {
      jwksUrl: env("JWKS_URL"),
    });
    identity.addTaskRole("default");
    identity.addTaskRole(lab, { services: ["lab-web"] });
    identity.addTaskRole(open, { services: ["public-web"] });
    identity.addTaskRole(dns);

    new AclPolicy(this, "dns-read-jobs", {
      name: "dns-read-jobs",
      rules: {
        namespaces: {
          default: { capabilities: readJobs },
          lab: { capabilities: readJobs },
          public: { capabilities: readJobs },
          dns: {
            capabilities: ["list-jobs", "read-job", "read-job-scaling"],
            variables: { "*": ["list"], "app/dns/*": ["write", "read", "destroy", "list"] },
          },
        },
      },
      jobAcl: { namespace: dns, job: "coredns" },
    });
    lab.grantReadJobs(new Workload(this, "lab-web", { namespace: lab, job: "web" }));

    const upstream = new Variable(this, "upstream", {
      namespace: dns,
      path: "app/dns/upstream",
      items: {
        user: { plain: "dns" },
        password: Secret.fromEnvironment("upstream_password"),
        key: Secret.fromFile(env("UPSTREAM_KEY_FILE")),
      },
    });
    new Variable(this, "other", {
      namespace: dns,
      path: "app/other",
      items: { password: Secret.fromEnvironment("upstream_password") },
    });

    const users = new AclRole(this, "users", { name: "users" });
    for (const namespace of [Namespace.fromName("default"), lab, open]) {
      namespace.grantSubmitJobs(users);
      namespace.grantReadLogs(users);
    }
    dns.grantReadJobs(users);
    const keepers = new AclRole(this, "dns-keepers", { name: "dns-keepers" });
    dns.grantSubmitJobs(keepers);
    upstream.grantRead(keepers);

    const people = new AuthMethod(this, "people", {
      name: "people",
      maxTokenTtl: "15m",
      login: {
        type: "JWT",
        keys: { publicKeys: [env("PEOPLE_PUBLIC_KEY")] },
        issuers: ["https://people.test"],
        audiences: ["nomad"],
        claimMappings: { sub: "person" },
        listClaimMappings: { groups: "groups" },
      },
    });
    new BindingRule(this, "users-log-in", {
      authMethod: people,
      selector: '"users" in list.groups',
      bind: { role: users },
    });
    new BindingRule(this, "keepers-log-in", {
      authMethod: people,
      selector: '"dns-keepers" in list.groups',
      bind: { role: keepers },
    });
  }
}

class Probes extends ClusterStack {
  constructor(app: App) {
    super(app, "probes", cluster);
    for (const [namespace, name] of [
      ["default", "web"],
      ["lab", "web"],
      ["public", "web"],
      ["dns", "coredns"],
      ["dns", "spare"],
    ] as const) {
      new Job(this, `${namespace}-${name}`, {
        name,
        namespace,
        groups: [
          {
            name: "group",
            services: [{ name: `${namespace}-${name}`, provider: "consul" }],
            tasks: [
              {
                name: "task",
                driver: "raw_exec",
                config: { command: "sleep", args: ["infinity"] },
                consul: {},
                identities: [{ env: true }],
                resources: { cpu: 10, memory: 10 },
              },
            ],
          },
        ],
      });
    }
  }
}

const app = new App();
const access = new Access(app);
new Probes(app).addDependency(access);
app.synth();
void linkTerraformProviders(app.outdir, silent);
