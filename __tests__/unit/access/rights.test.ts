import {
  AclPolicy,
  AclRole,
  AclToken,
  type ClusterStack,
  Job,
  Namespace,
  Variable,
  Workload,
} from "../../../constructs";
import { synthesized } from "../../../testing";
import { stack } from "./stack";

const groups = [
  {
    name: "g",
    tasks: [
      {
        name: "t",
        driver: "raw_exec",
        config: { command: "/bin/true" },
        resources: { cpu: 10, memory: 10 },
      },
    ],
  },
] as const;

const policies = (scope: ClusterStack) => synthesized(scope).resource.nomad_acl_policy;

describe("rights that are granted", () => {
  it("become one policy of a workload, tied to it by name, each right once", () => {
    const scope = stack();
    const dns = new Namespace(scope, "dns", { name: "dns" });
    const lab = new Namespace(scope, "lab", { name: "lab" });
    const coredns = new Workload(scope, "coredns", { namespace: dns, job: "coredns" });
    for (const namespace of [Namespace.fromName("default"), lab, lab]) {
      namespace.grantReadJobs(coredns);
    }
    dns.grantVariables(coredns, "*", ["list"]);
    dns.grantVariables(coredns, "app/dns/*", ["read", "write"]);
    dns.grantVariables(coredns, "app/dns/*", ["read", "destroy"]);
    expect(policies(scope)).toEqual({
      "dns-coredns": {
        name: "dns-coredns",
        description: "what was granted to dns/coredns",
        rules_hcl: `namespace "default" {
  capabilities = ["list-jobs", "read-job", "read-job-scaling"]
}

namespace "lab" {
  capabilities = ["list-jobs", "read-job", "read-job-scaling"]
}

namespace "dns" {
  variables {
    path "*" {
      capabilities = ["list"]
    }
    path "app/dns/*" {
      capabilities = ["read", "write", "destroy"]
    }
  }
}
`,
        job_acl: { namespace: "dns", job_id: "coredns" },
        depends_on: ["nomad_namespace.dns"],
      },
    });
  });

  it("to a job come before the job", () => {
    const scope = stack();
    const lab = new Namespace(scope, "lab", { name: "lab" });
    const job = new Job(scope, "reader", { name: "reader", namespace: lab, groups });
    lab.grantReadLogs(job);
    lab.grantSubmitJobs(job);
    expect(policies(scope)?.["lab-reader"]).toMatchObject({
      job_acl: { namespace: "lab", job_id: "reader" },
      rules_hcl:
        'namespace "lab" {\n  capabilities = ["list-jobs", "read-job", "read-job-scaling", "read-logs", "parse-job", "submit-job", "dispatch-job"]\n}\n',
    });
    expect(synthesized(scope).resource.nomad_job?.lab_reader?.depends_on).toEqual([
      "nomad_namespace.lab",
      "nomad_acl_policy.lab-reader",
    ]);
  });

  it("to a role become a policy of the role, beside those that it has", () => {
    const scope = stack();
    const read = new AclPolicy(scope, "read", { name: "read", rules: { node: "read" } });
    const users = new AclRole(scope, "users", {
      name: "users",
      description: "everybody",
      policies: [read, "made-elsewhere"],
    });
    const lab = new Namespace(scope, "lab", { name: "lab" });
    lab.grantSubmitJobs(users);
    new AclToken(scope, "ci", { name: "ci", roles: [users], policies: [read], ttl: "8h", global: true });
    const { nomad_acl_role, nomad_acl_token, nomad_acl_policy } = synthesized(scope).resource;
    expect(nomad_acl_role).toEqual({
      users: {
        name: "users",
        description: "everybody",
        policy: [{ name: "read" }, { name: "made-elsewhere" }, { name: "users-granted" }],
        depends_on: ["nomad_acl_policy.read", "nomad_acl_policy.users-granted"],
      },
    });
    expect(nomad_acl_policy?.["users-granted"]).toMatchObject({ description: "what was granted to the role users" });
    expect(nomad_acl_token).toEqual({
      ci: {
        name: "ci",
        type: "client",
        global: true,
        expiration_ttl: "8h",
        policies: ["read"],
        role: [{ id: "${nomad_acl_role.users.id}" }],
        depends_on: ["nomad_acl_policy.read"],
      },
    });
  });

  it("on a variable name its path and its namespace", () => {
    const scope = stack();
    const coredns = new Workload(scope, "coredns", { job: "coredns", group: "dns", task: "server" });
    const variable = new Variable(scope, "v", { namespace: "dns", path: "app/dns/a", items: { a: { plain: "1" } } });
    variable.grantRead(coredns);
    variable.grantWrite(coredns);
    expect(policies(scope)?.["default-coredns-dns-server"]).toMatchObject({
      rules_hcl:
        'namespace "dns" {\n  variables {\n    path "app/dns/a" {\n      capabilities = ["read", "list", "write", "destroy"]\n    }\n  }\n}\n',
      job_acl: { job_id: "coredns", group: "dns", task: "server" },
    });
  });

  it("fail where a role has none", () => {
    const scope = stack();
    new AclRole(scope, "users", { name: "users" });
    expect(() => synthesized(scope)).toThrow(
      '[cluster/users] policies: the role "users" has none; give it one, or grant it something',
    );
  });

  it("fail where a role's name is not one of Nomad's", () => {
    expect(() => new AclRole(stack(), "users", { name: "all users" })).toThrow(
      '[cluster/users] name: "all users" is not a role name; use 1 to 128 letters, digits and "-"',
    );
  });

  it("fail where a token has none", () => {
    expect(() => new AclToken(stack(), "t", { name: "t" })).toThrow(
      '[cluster/t] roles: the token "t" has no right at all; give it a role or a policy',
    );
  });
});
