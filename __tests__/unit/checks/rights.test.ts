import { needsOf } from "../../../cli/checks/needs";
import { missingRights } from "../../../cli/checks/nomad-token";
import { allows, type Rules } from "../../../cli/checks/rules";
import { versionFindings } from "../../../cli/checks/versions";

const rules = (namespaces: Readonly<Record<string, readonly string[]>>): Rules => ({
  Namespaces: Object.entries(namespaces).map(([Name, Capabilities]) => ({ Name, Capabilities, Variables: null })),
  NodePools: null,
  HostVolumes: null,
  Operator: null,
});
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

  it("that are missing are told at once, as rules to add", () => {
    const needs = needsOf({
      resource: {
        nomad_job: {
          a: job({ Namespace: "lab", TaskGroups: [{ Volumes: { data: { Type: "host", Source: "disk" } } }] }),
          b: job({ TaskGroups: [{ Volumes: { data: { Type: "csi", Source: "disk" } } }] }),
        },
        nomad_variable: { c: { namespace: "lab", path: "app/key" } },
        nomad_namespace: { d: { name: "lab" } },
      },
    });
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

it("a job that is written as HCL is left to Terraform", () => {
  expect(needsOf({ resource: { nomad_job: { a: { jobspec: 'job "web" {}' } } } }).rights).toEqual([]);
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

  it("are told when they are older, and when they differ", () => {
    expect(nomad("1.10.2", "1.11.3")).toEqual([
      "nomad: n1 1.10.2, older than 1.11.3, which this version of cdknomad is made for: a server drops a field that it does not know without a word; upgrade it",
      "nomad: its servers differ (n1 1.10.2, n2 1.11.3); finish the upgrade before you apply",
    ]);
  });
});
