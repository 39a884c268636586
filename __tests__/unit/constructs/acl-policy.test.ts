import { App } from "cdktf";
import { AclPolicy, ClusterStack, type JobAcl, Namespace } from "../../../constructs";
import { renderAclRules } from "../../../constructs/acl-rules";
import { synthesized } from "../../../testing";

const stack = () => new ClusterStack(new App(), "cluster", { nomad: { address: "http://127.0.0.1:4646" } });

describe("the rules of a policy", () => {
  it("are written in the order of the program, every kind of them", () => {
    expect(
      renderAclRules({
        namespaces: {
          "*": { policy: "read" },
          dns: { capabilities: ["read-job"], variables: { "*": ["list"], "app/*": ["read", "write"] } },
        },
        nodePools: { gpu: { policy: "read" } },
        hostVolumes: { "data-*": { policy: "write" } },
        node: "read",
        agent: "write",
        operator: "deny",
        plugin: "list",
        quota: "read",
      }),
    ).toBe(`namespace "*" {
  policy = "read"
}

namespace "dns" {
  capabilities = ["read-job"]
  variables {
    path "*" {
      capabilities = ["list"]
    }
    path "app/*" {
      capabilities = ["read", "write"]
    }
  }
}

node_pool "gpu" {
  policy = "read"
}

host_volume "data-*" {
  policy = "write"
}

node {
  policy = "read"
}

agent {
  policy = "write"
}

operator {
  policy = "deny"
}

plugin {
  policy = "list"
}

quota {
  policy = "read"
}
`);
  });
});

describe("a policy", () => {
  it("is tied to a workload, after the namespace of the workload", () => {
    const scope = stack();
    const dns = new Namespace(scope, "dns", { name: "dns" });
    new AclPolicy(scope, "policy", {
      name: "dns-read",
      rules: { node: "read" },
      jobAcl: { namespace: dns, job: "coredns", group: "dns", task: "coredns" },
    });
    expect(synthesized(scope).resource.nomad_acl_policy).toEqual({
      "dns-read": {
        name: "dns-read",
        rules_hcl: 'node {\n  policy = "read"\n}\n',
        job_acl: { namespace: "dns", job_id: "coredns", group: "dns", task: "coredns" },
        depends_on: ["nomad_namespace.dns"],
      },
    });
  });

  it("fails when its name is not one of Nomad's", () => {
    expect(() => new AclPolicy(stack(), "policy", { name: "dns read", rules: {} })).toThrow(
      '[cluster/policy] name: "dns read" is not a policy name; use 1 to 128 letters, digits and "-"',
    );
  });

  it("fails when its description is longer than Nomad keeps", () => {
    expect(() => new AclPolicy(stack(), "policy", { name: "dns", description: "x".repeat(257), rules: {} })).toThrow(
      "[cluster/policy] description: 257 characters are too many for Nomad, which keeps 256; shorten it",
    );
  });

  it("fails when a task is named without its group", () => {
    expect(
      () => new AclPolicy(stack(), "policy", { name: "dns", rules: {}, jobAcl: { job: "coredns", task: "coredns" } }),
    ).toThrow('[cluster/policy] jobAcl.task: the task "coredns" is looked for in a group; name it in jobAcl.group');
  });

  // https://github.com/hashicorp/terraform-provider-nomad/issues/534
  it("is tied to all workloads of a namespace (terraform-provider-nomad 534)", () => {
    const scope = stack();
    new AclPolicy(scope, "policy", { name: "dns-read", rules: {}, jobAcl: { namespace: "dns" } });
    expect(synthesized(scope).resource.nomad_acl_policy).toMatchObject({
      "dns-read": { job_acl: { namespace: "dns" } },
    });
  });

  it("fails when a group is named without its job, or no workload is named", () => {
    const policy = (jobAcl: JobAcl) => () => new AclPolicy(stack(), "policy", { name: "dns", rules: {}, jobAcl });
    expect(policy({ namespace: "dns", group: "web" })).toThrow(
      '[cluster/policy] jobAcl.group: the group "web" is looked for in a job; name it in jobAcl.job',
    );
    expect(policy({})).toThrow(
      "[cluster/policy] jobAcl: it is empty, and would give the policy to all jobs of the namespace default; name a job or a namespace",
    );
  });
});
