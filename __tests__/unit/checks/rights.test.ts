import { consulNeeds } from "../../../cli/checks/consul-token";
import { needsOf } from "../../../cli/checks/needs";
import { missingRights } from "../../../cli/checks/nomad-token";
import { allows, type Right, type Rules } from "../../../cli/checks/rules";
import { versionFindings } from "../../../cli/checks/versions";
import { Stack } from "../../../cli/stack/stack";

const rules = (namespaces: Readonly<Record<string, readonly string[]>>): Rules => ({
  Namespaces: Object.entries(namespaces).map(([Name, Capabilities]) => ({ Name, Capabilities, Variables: null })),
  NodePools: null,
  HostVolumes: null,
  Operator: null,
  Plugin: null,
});
const stackWith = (resource: object) => Stack.parse(JSON.stringify({ resource }));
const job = (spec: object) => ({ json: true, jobspec: JSON.stringify({ ID: "web", ...spec }) });

describe("the rights of a token", () => {
  it.each<[string, readonly Rules[], string, boolean]>([
    [
      "the rule of the name itself comes before that of a pattern",
      [rules({ "*": ["submit-job"], lab: [] })],
      "lab",
      false,
    ],
    ["the pattern with most of the name comes first", [rules({ "*": [], "la*": ["submit-job"] })], "lab", true],
    [
      "the same name in two policies counts together",
      [rules({ lab: [] }), rules({ lab: ["submit-job"] })],
      "lab",
      true,
    ],
    ["deny beats all", [rules({ lab: ["submit-job"] }), rules({ lab: ["deny"] })], "lab", false],
    ["what no rule names is refused", [rules({ lab: ["submit-job"] })], "public", false],
  ])("%s", (_, policies, namespace, allowed) => {
    expect(allows(policies, { capability: "submit-job", namespace })).toBe(allowed);
  });

  it("that are missing are all in one finding, as rules to add", () => {
    const needs = needsOf(
      stackWith({
        nomad_job: {
          a: job({ Namespace: "lab", TaskGroups: [{ Volumes: { data: { Type: "host", Source: "disk" } } }] }),
          b: job({ TaskGroups: [{ Volumes: { data: { Type: "csi", Source: "disk" } } }] }),
        },
        nomad_variable: { c: { namespace: "lab", path: "app/key" } },
        nomad_namespace: { d: { name: "lab" } },
      }),
    );
    const rights = {
      kind: "some",
      name: "ci",
      policies: [rules({ lab: ["read-job"], default: ["submit-job"] })],
    } as const;
    expect(missingRights("apps", needs, rights).map(({ message }) => message)).toEqual([
      'apps: nomad_namespace need a token of type management, and "ci" is a client token; apply this stack with another NOMAD_TOKEN',
      `apps: the token "ci" lacks rights; add to one of its policies:
namespace "lab" {
  capabilities = ["submit-job"]
  variables {
    path "app/key" {
      capabilities = ["read", "write", "destroy"]
    }
  }
}

namespace "default" {
  capabilities = ["read-job", "csi-mount-volume"]
}

host_volume "disk" {
  policy = "write"
}`,
    ]);
    expect(missingRights("apps", needs, { kind: "all" })).toEqual([]);
  });
});

describe("one right that is missing", () => {
  const volume = {
    Namespace: "lab",
    TaskGroups: [{ Volumes: { d: { Type: "host", Source: "disk", ReadOnly: true } } }],
  };
  const resources = {
    nomad_job: { a: job(volume), b: job({ Namespace: "shop", TaskGroups: [{ Volumes: { d: { Type: "csi" } } }] }) },
    nomad_variable: { v: { namespace: "lab", path: "app/key" } },
    nomad_node_pool: { p: { name: "gpu" } },
    nomad_scheduler_config: { s: {} },
    nomad_csi_volume: { c: { namespace: "shop" } },
    nomad_dynamic_host_volume: { h: {} },
    nomad_dynamic_host_volume_registration: { r: {} },
  };
  const needs = needsOf(stackWith(resources));
  const rule = (name: string, capabilities: string) => `namespace "${name}" {\n  capabilities = [${capabilities}]\n}`;
  const variable = (capability: string) =>
    `namespace "lab" {\n  variables {\n    path "app/key" {\n      capabilities = ["${capability}"]\n    }\n  }\n}`;
  const expected: readonly (readonly [string, string])[] = [
    ["submit-job lab", rule("lab", '"submit-job"')],
    ["read-job lab", rule("lab", '"read-job"')],
    ["mount-readonly disk", 'host_volume "disk" {\n  policy = "read"\n}'],
    ["submit-job shop", rule("shop", '"submit-job"')],
    ["read-job shop", rule("shop", '"read-job"')],
    ["csi-mount-volume shop", rule("shop", '"csi-mount-volume"')],
    ["read lab app/key", variable("read")],
    ["write lab app/key", variable("write")],
    ["destroy lab app/key", variable("destroy")],
    ["read gpu", 'node_pool "gpu" {\n  policy = "write"\n}'],
    ["write gpu", 'node_pool "gpu" {\n  policy = "write"\n}'],
    ["delete gpu", 'node_pool "gpu" {\n  policy = "write"\n}'],
    ["write operator", 'operator {\n  policy = "write"\n}'],
    ["csi-read-volume shop", rule("shop", '"csi-read-volume"')],
    ["csi-write-volume shop", rule("shop", '"csi-write-volume"')],
    ["read plugin", 'plugin {\n  policy = "read"\n}'],
    ["host-volume-create default", rule("default", '"host-volume-create"')],
    ["host-volume-read default", rule("default", '"host-volume-read"')],
    ["host-volume-delete default", rule("default", '"host-volume-delete"')],
    ["host-volume-register default", rule("default", '"host-volume-register"')],
  ];
  const nameOf = ({ capability, namespace, variable: path, hostVolume, nodePool, operator, plugin }: Right) =>
    [capability, namespace, path, hostVolume, nodePool, operator && "operator", plugin && "plugin"]
      .filter(Boolean)
      .join(" ");
  /** The policies of a token that has all rights but one. */
  const allBut = (missing: Right): readonly Rules[] =>
    needs.rights
      .filter((right) => right !== missing)
      .map(({ capability, namespace, variable: path, hostVolume, nodePool, operator, plugin }): Rules => {
        const one = (Name: string) => [{ Name, Policy: "", Capabilities: [capability] }];
        const paths = path === undefined ? null : { Paths: [{ PathSpec: path, Capabilities: [capability] }] };
        return {
          Namespaces:
            namespace === undefined
              ? null
              : [{ Name: namespace, Capabilities: paths ? null : [capability], Variables: paths }],
          NodePools: nodePool === undefined ? null : one(nodePool),
          HostVolumes: hostVolume === undefined ? null : one(hostVolume),
          Operator: operator ? { Policy: capability } : null,
          Plugin: plugin ? { Policy: capability } : null,
        };
      });

  it("is each of these", () => {
    expect(needs.rights.map(nameOf)).toEqual(expected.map(([name]) => name));
  });

  it.each(needs.rights.map((right) => [nameOf(right), right] as const))(
    "%s is reported as that one rule",
    (name, right) => {
      const rights = { kind: "some", name: "ci", policies: allBut(right) } as const;
      expect(missingRights("apps", needs, rights).map(({ message }) => message)).toEqual([
        `apps: the token "ci" lacks rights; add to one of its policies:\n${new Map(expected).get(name)}`,
      ]);
    },
  );
});

describe("what a stack makes in Consul", () => {
  const entry = (kind: string) => ({ consul_config_entry: { e: { kind, name: "web" } } });
  const service = 'service "web" {\n  policy = "write"\n}';
  it.each<[string, Record<string, Record<string, Record<string, unknown>>>, string, string]>([
    ["a policy", { consul_acl_policy: { p: {} } }, "acl", 'acl = "write"'],
    ["a key", { consul_keys: { k: { key: [{ path: "a/b" }] } } }, "key", 'key "a/b" {\n  policy = "write"\n}'],
    [
      "a prefix",
      { consul_key_prefix: { k: { path_prefix: "a/" } } },
      "key",
      'key_prefix "a/" {\n  policy = "write"\n}',
    ],
    [
      "a prepared query",
      { consul_prepared_query: { q: { name: "db" } } },
      "query",
      'query "db" {\n  policy = "write"\n}',
    ],
    ["the configuration of autopilot", { consul_autopilot_config: { a: {} } }, "operator", 'operator = "write"'],
    ["the defaults of a service", entry("service-defaults"), "service", service],
    ["a service's router", entry("service-router"), "service", service],
    [
      "intentions",
      entry("service-intentions"),
      "intention",
      'service "web" {\n  policy = "read"\n  intentions = "write"\n}',
    ],
    ["the defaults of proxies", entry("proxy-defaults"), "mesh", 'mesh = "write"'],
    ["a gateway", entry("ingress-gateway"), "mesh", 'mesh = "write"'],
  ])("as %s, takes one rule", (_, resource, asked, rule) => {
    const needs = consulNeeds(stackWith(resource));
    expect(needs.map((need) => [need.question.Resource, need.question.Access, need.rule])).toEqual([
      [asked, "write", rule],
    ]);
  });

  it("takes nothing that can be asked for where only the apply knows the name", () => {
    expect(consulNeeds(stackWith({ consul_keys: { k: { key: [{ path: "$" + "{var.path}" }] } } }))).toEqual([]);
  });
});

it("a job that is written as HCL is left to Terraform", () => {
  expect(needsOf(stackWith({ nomad_job: { a: { jobspec: 'job "web" {}' } } })).rights).toEqual([]);
});

describe("the versions of servers", () => {
  const nomad = (...versions: readonly string[]) =>
    versionFindings(
      "nomad",
      versions.map((version, index) => ({ name: `n${index + 1}`, version })),
    ).map(({ message }) => message);

  it("are no finding when they are those of the types, or newer", () => {
    expect([...nomad("1.11.3"), ...nomad("1.12.0", "1.12.0"), ...nomad("1.11.0")]).toEqual([]);
  });

  it("are a finding when they are older, and when they differ", () => {
    expect(nomad("1.10.2", "1.11.3")).toEqual([
      "nomad: n1 1.10.2, older than 1.11.3, which this version of cdknomad is made for: a server drops a field that it does not know without a word; upgrade it",
      "nomad: its servers differ (n1 1.10.2, n2 1.11.3); finish the upgrade before you apply",
    ]);
  });
});
