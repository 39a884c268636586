import { App } from "cdktf";
import {
  ClusterStack,
  ConsulAclPolicy,
  ConsulAclRole,
  ExistingWorkloadIdentity,
  Job,
  type JobProps,
  Namespace,
  WorkloadIdentity,
} from "../../../constructs";
import { renderConsulAclRules } from "../../../constructs/consul/acl-rules";
import released from "../../../provider/internal/version/version.json";
import { asTerraformReads, synthesized } from "../../../testing";
import { stack } from "./stack";

const jwksUrl = "http://127.0.0.1:4646/.well-known/jwks.json";

describe("the rules of a policy of Consul's", () => {
  it("are written in Consul's words, every kind of them", () => {
    expect(
      renderConsulAclRules({
        peering: "read",
        keys: { a: "write" },
        keyPrefixes: { "a/": "list" },
        services: { web: "read" },
        servicePrefixes: { "": "read" },
        nodes: { n1: "read" },
        nodePrefixes: { n: "deny" },
        agents: { n1: "read" },
        agentPrefixes: { n: "read" },
        sessions: { n1: "write" },
        sessionPrefixes: { n: "write" },
        queries: { q: "read" },
        queryPrefixes: { q: "read" },
        events: { e: "write" },
        eventPrefixes: { e: "read" },
        acl: "read",
        operator: "read",
        keyring: "deny",
        mesh: "write",
      }),
    ).toMatchSnapshot();
  });
});

describe("workload identity", () => {
  it("is the auth method, its two binding rules and a role for each namespace", () => {
    const scope = stack();
    const dns = new Namespace(scope, "dns", { name: "dns" });
    const identity = new WorkloadIdentity(scope, "identity", { jwksUrl });
    identity.addTaskRole(dns, { services: ["coredns"], rules: { keys: { shared: "read" } } });
    identity.addTaskRole("lab");
    const { resource, provider, terraform } = synthesized(scope);
    expect(provider.consul).toEqual([
      { address: "http://127.0.0.1:8500", token_file: "~/consul.token", guard: { resources: 8 } },
    ]);
    expect(terraform.required_providers).toMatchObject({
      consul: { source: "terraform.local/cdknomad/consul", version: released.version },
    });
    const method = resource.consul_acl_auth_method?.["nomad-workloads"];
    expect({ ...method, config_json: JSON.parse(String(method?.config_json)) }).toEqual({
      name: "nomad-workloads",
      type: "jwt",
      display_name: "nomad-workloads",
      description: "login of Nomad's workloads with their identities",
      token_locality: "local",
      config_json: {
        JWKSURL: jwksUrl,
        JWTSupportedAlgs: ["RS256"],
        BoundAudiences: ["consul.io"],
        ClaimMappings: {
          nomad_namespace: "nomad_namespace",
          nomad_job_id: "nomad_job_id",
          nomad_task: "nomad_task",
          nomad_service: "nomad_service",
        },
      },
    });
    const rules = Object.values(resource.consul_acl_binding_rule ?? {});
    expect(
      rules.map(({ bind_name, ...rule }) => ({ ...rule, bind_name: asTerraformReads(String(bind_name)) })),
    ).toEqual([
      {
        auth_method: "${consul_acl_auth_method.nomad-workloads.name}",
        bind_type: "service",
        bind_name: "${value.nomad_service}",
        selector: '"nomad_service" in value',
        description: "a service registers itself under its own name",
      },
      {
        auth_method: "${consul_acl_auth_method.nomad-workloads.name}",
        bind_type: "role",
        bind_name: "nomad-${value.nomad_namespace}-tasks",
        selector: '"nomad_service" not in value',
        description: "a task has the role of its namespace",
      },
    ]);
    expect(resource.consul_acl_role).toEqual({
      "nomad-dns-tasks": {
        name: "nomad-dns-tasks",
        description: "tasks of the Nomad namespace dns",
        policies: ["${consul_acl_policy.nomad-dns-tasks.id}"],
      },
      "nomad-lab-tasks": {
        name: "nomad-lab-tasks",
        description: "tasks of the Nomad namespace lab",
        policies: ["${consul_acl_policy.nomad-lab-tasks.id}"],
      },
    });
    expect(resource.consul_acl_policy).toEqual({
      "nomad-dns-tasks": {
        name: "nomad-dns-tasks",
        description: "what tasks of the Nomad namespace dns may do",
        rules: `key "shared" {
  policy = "read"
}
key_prefix "dns/" {
  policy = "read"
}
service "coredns" {
  policy = "read"
}
node_prefix "" {
  policy = "read"
}
`,
      },
      "nomad-lab-tasks": {
        name: "nomad-lab-tasks",
        description: "what tasks of the Nomad namespace lab may do",
        rules: 'key_prefix "lab/" {\n  policy = "read"\n}\n',
      },
    });
  });

  it("has Consul's provider in a stack that makes nothing there, for what it made before", () => {
    const scope = stack();
    new Namespace(scope, "dns", { name: "dns" });
    expect(synthesized(scope).provider).toEqual({
      nomad: [{ address: "http://127.0.0.1:4646", guard: { resources: 1, jobs: [] } }],
      consul: [{ address: "http://127.0.0.1:8500", token_file: "~/consul.token", guard: { resources: 1 } }],
    });
  });

  it("has no provider of Consul where the settings have no Consul", () => {
    const scope = new ClusterStack(new App(), "cluster", { nomad: { address: "http://127.0.0.1:4646" } });
    new Namespace(scope, "dns", { name: "dns" });
    const { provider, terraform } = synthesized(scope);
    expect(Object.keys(provider)).toEqual(["nomad"]);
    expect(Object.keys(terraform.required_providers as object)).toEqual(["nomad"]);
  });

  it("takes HashiCorp's provider by one setting, without our token file", () => {
    const scope = new ClusterStack(new App(), "cluster", {
      providers: "hashicorp",
      nomad: { address: "http://127.0.0.1:4646" },
      consul: { address: "http://127.0.0.1:8500", datacenter: "lab01", tokenFile: "~/consul.token" },
    });
    new ConsulAclPolicy(scope, "p", { name: "p", rules: { acl: "read" } });
    const { provider, terraform } = synthesized(scope);
    expect(provider.consul).toEqual([{ address: "http://127.0.0.1:8500", datacenter: "lab01" }]);
    expect(terraform.required_providers).toMatchObject({ consul: { source: "consul" } });
  });

  it("fails in a stack without Consul", () => {
    const scope = new ClusterStack(new App(), "cluster", { nomad: { address: "http://127.0.0.1:4646" } });
    expect(() => new WorkloadIdentity(scope, "identity", { jwksUrl })).toThrow(
      "[cluster/identity] the settings of the stack have no Consul; add consul: { address }",
    );
  });

  it("fails when the address of the keys is none", () => {
    expect(() => new WorkloadIdentity(stack(), "identity", { jwksUrl: "nomad.service" })).toThrow(
      '[cluster/identity] jwksUrl: "nomad.service" is no URL; give one such as http://127.0.0.1:4646/.well-known/jwks.json',
    );
  });

  it("fails when a namespace gets two roles", () => {
    const identity = new WorkloadIdentity(stack(), "identity", { jwksUrl });
    identity.addTaskRole("lab");
    expect(() => identity.addTaskRole("lab")).toThrow(
      "There is already a Construct with name 'lab' in WorkloadIdentity [identity]",
    );
  });

  it("fails when a name is not one of Consul's", () => {
    expect(() => new ConsulAclPolicy(stack(), "p", { name: "a b", rules: {} })).toThrow(
      '[cluster/p] name: "a b" is not a policy name of Consul\'s; use 1 to 128 letters, digits, "-" and "_"',
    );
    expect(() => new ConsulAclRole(stack(), "r", { name: "a b", policies: [] })).toThrow(
      '[cluster/r] name: "a b" is not a role name of Consul\'s; use 1 to 256 letters, digits, "-" and "_"',
    );
  });
});

describe("a job whose task logs in to Consul", () => {
  const task = {
    name: "web",
    driver: "raw_exec",
    config: { command: "/bin/true" },
    resources: { cpu: 10, memory: 10 },
  } as const;
  const job = (scope: ClusterStack, props: Partial<JobProps>) =>
    new Job(scope, "web", { name: "web", namespace: "public", ...props } as JobProps);

  const refused = `the task cannot log in to Consul, where the namespace public has no role "nomad-public-tasks"; add the role with addTaskRole("public")`;

  it.each([
    ["by its own block", [{ name: "g", tasks: [{ ...task, consul: {} }] }]],
    ["by the block of its group", [{ name: "g", consul: {}, tasks: [task] }]],
    [
      "by an identity of that name",
      [{ name: "g", tasks: [{ ...task, identities: [{ name: "consul_default", aud: ["consul.io"] }] }] }],
    ],
  ] as const)("fails in a namespace without a role, %s", (_how, groups) => {
    const scope = stack();
    new ExistingWorkloadIdentity(scope, "identity").addTaskRole("lab");
    job(scope, { groups } as Partial<JobProps>);
    expect(() => synthesized(scope)).toThrow(`[public/web] groups.g.tasks.web.consul: ${refused}`);
  });

  it.each([
    ["has a role of this program, given after the job", "public"],
    ["has one already", "default"],
  ])("is right in a namespace that %s", (_why, namespace) => {
    const scope = stack();
    job(scope, { namespace, groups: [{ name: "g", tasks: [{ ...task, consul: {} }] }] });
    const identity = new ExistingWorkloadIdentity(scope, "identity");
    if (namespace !== "default") {
      identity.addTaskRole(namespace);
    }
    expect(Object.keys(synthesized(scope).resource.nomad_job ?? {})).toEqual([`${namespace}_web`]);
  });

  it("is right where this program says nothing of logins, or the task has none", () => {
    const silent = stack();
    job(silent, { groups: [{ name: "g", tasks: [{ ...task, consul: {} }] }] });
    expect(() => synthesized(silent)).not.toThrow();
    const scope = stack();
    new ExistingWorkloadIdentity(scope, "identity");
    job(scope, { groups: [{ name: "g", tasks: [task] }] });
    expect(() => synthesized(scope)).not.toThrow();
  });
});
