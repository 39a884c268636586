import { affectedBy } from "../../../cli/proof/affected";
import type { StackFacts } from "../../../cli/proof/facts";
import { itemsOf } from "../../../cli/proof/items";
import type { StackConfiguration } from "../../../tools/stack-configuration";

/** A program and its state: by address, what the program says and on what the state depends; null if one of the two has it not. */
type Entries = Readonly<
  Record<string, { readonly declared?: object | null; readonly dependencies?: readonly string[] | null }>
>;

function factsOf(entries: Entries, others: Partial<StackConfiguration> = {}): StackFacts {
  const resource: Record<string, Record<string, Record<string, unknown>>> = {};
  for (const [address, { declared = {} }] of Object.entries(entries)) {
    const [type = "", name = ""] = address.split(".");
    if (declared) {
      resource[type] = { ...resource[type], [name]: { ...declared } };
    }
  }
  const configuration = { resource, ...others };
  const objects = Object.entries(entries)
    .filter(([, { dependencies }]) => dependencies !== null)
    .map(([address, { declared, dependencies }]) => {
      const [type = "", name = ""] = address.split(".");
      const values = { ...(declared ?? { name }) };
      return { address, type, name, values, remembered: "", dependencies: dependencies ?? [], text: address };
    });
  const state = { version: "l/1", objects, outputs: new Map<string, string>(), rest: "" };
  const facts = new Map(objects.map(({ address }) => [address, { text: "" }]));
  return {
    program: { shared: [], configuration },
    state,
    items: itemsOf(configuration, state, facts),
  } as unknown as StackFacts;
}

/** Many resources that have nothing to do with the others, so that a part of a program is small. */
const others: Entries = Object.fromEntries(
  Array.from({ length: 20 }, (_, index) => [`nomad_acl_policy.other${index}`, { declared: { name: `other${index}` } }]),
);

describe("what Terraform compares if a resource changed", () => {
  const addresses = (entries: Entries, changed: readonly string[], more: Partial<StackConfiguration> = {}) => {
    const found = affectedBy(factsOf({ ...others, ...entries }, more), changed);
    return typeof found === "string" ? found : [...found.addresses].sort();
  };

  it("is that resource alone if nothing refers to it", () => {
    expect(addresses({ "nomad_job.a": {}, "nomad_job.b": {} }, ["nomad_job.a"])).toEqual(["nomad_job.a"]);
  });

  const referring: readonly (readonly [string, object])[] = [
    ["an expression", { rules_hcl: "policy ${nomad_acl_policy.p.name}" }],
    ["an expression in a list", { blocks: [{ name: "${upper(nomad_acl_policy.p.name)}" }] }],
    ["depends_on", { depends_on: ["nomad_acl_policy.p"] }],
    ["replace_triggered_by", { lifecycle: { replace_triggered_by: ["nomad_acl_policy.p"] } }],
  ];
  it.each(referring)("is also what refers to it by %s, and what that refers to", (_, declared) => {
    const entries: Entries = {
      "nomad_acl_policy.p": { declared: { name: "p" } },
      "nomad_acl_role.r": { declared },
      "nomad_acl_token.t": { declared: { depends_on: ["nomad_acl_role.r", "nomad_namespace.n"] } },
      "nomad_namespace.n": { declared: { name: "n" } },
      "nomad_job.of_the_namespace": { declared: { depends_on: ["nomad_namespace.n"] } },
    };
    expect(addresses(entries, ["nomad_acl_policy.p"])).toEqual([
      "nomad_acl_policy.p",
      "nomad_acl_role.r",
      "nomad_acl_token.t",
      "nomad_namespace.n",
    ]);
    expect(addresses(entries, ["nomad_acl_role.r"])).toEqual([
      "nomad_acl_policy.p",
      "nomad_acl_role.r",
      "nomad_acl_token.t",
      "nomad_namespace.n",
    ]);
  });

  it("is not what only has the address as text", () => {
    const declared = { jobspec: "see $${nomad_acl_policy.p.name} and nomad_acl_policy.p" };
    const entries = { "nomad_acl_policy.p": { declared: { name: "p" } }, "nomad_job.a": { declared } };
    expect(addresses(entries, ["nomad_acl_policy.p"])).toEqual(["nomad_acl_policy.p"]);
  });

  it("is also what depends on it in the state only", () => {
    const entries: Entries = {
      "nomad_namespace.n": { declared: { name: "n" } },
      "nomad_job.gone": { declared: null, dependencies: ["nomad_namespace.n"] },
    };
    expect(addresses(entries, ["nomad_namespace.n"])).toEqual(["nomad_job.gone", "nomad_namespace.n"]);
  });

  it("is also the other address of the same object", () => {
    const entries: Entries = {
      "nomad_namespace.former": { declared: { name: "n" } },
      "nomad_namespace.added": { declared: { name: "n" }, dependencies: null },
    };
    expect(addresses(entries, ["nomad_namespace.added"])).toEqual(["nomad_namespace.added", "nomad_namespace.former"]);
    const jobspec = (ID: string) => JSON.stringify({ ID, Namespace: "n" });
    const jobs: Entries = {
      "nomad_job.a": { declared: { jobspec: jobspec("a"), id: "a", namespace: "n" } },
      "nomad_job.b": { declared: { jobspec: jobspec("a") }, dependencies: null },
    };
    expect(addresses(jobs, ["nomad_job.b"])).toEqual(["nomad_job.a", "nomad_job.b"]);
  });

  it("is an output that refers to it, with everything else that the output refers to", () => {
    const output = {
      both: { value: "${nomad_namespace.n.name}/${nomad_acl_policy.p.name}" },
      other: { value: "${nomad_acl_policy.other0.name}" },
    };
    const entries: Entries = {
      "nomad_namespace.n": { declared: { name: "n" } },
      "nomad_acl_policy.p": { declared: { name: "p" } },
    };
    expect(addresses(entries, ["nomad_namespace.n"], { output })).toEqual([
      "nomad_acl_policy.p",
      "nomad_namespace.n",
      "output.both",
    ]);
  });

  it("knows whether the program lost a resource", () => {
    const entries: Entries = { ...others, "nomad_job.a": { declared: null }, "nomad_job.b": { dependencies: null } };
    expect(affectedBy(factsOf(entries), ["nomad_job.a"])).toMatchObject({ loses: true });
    expect(affectedBy(factsOf(entries), ["nomad_job.b"])).toMatchObject({ loses: false });
  });

  const everything: readonly (readonly [
    string,
    string,
    Partial<StackConfiguration> & Readonly<Record<string, unknown>>,
    RegExp,
  ])[] = [
    ["a local value refers to a resource", "nomad_job.a", { locals: { x: "${nomad_job.a.id}" } }, /locals/],
    ["a moved resource changed", "nomad_job.a", { moved: [{ from: "nomad_job.a", to: "nomad_job.b" }] }, /moves/],
    ["an output changed that refers to no resource", "output.x", { output: { x: { value: "1" } } }, /refers to no/],
  ];
  it.each(everything)("is everything if %s", (_, changed, more, reason) => {
    expect(addresses({ "nomad_job.a": {} }, [changed], more)).toMatch(reason);
  });

  it("is everything if most resources differ, or more than Terraform compares quickly", () => {
    const some = Object.keys(others).slice(0, 16);
    expect(addresses({}, some)).toMatch(/16 of 20 resources and outputs changed/);
    const many: Entries = Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`nomad_job.j${index}`, {}]));
    expect(addresses(many, Object.keys(many).slice(0, 501))).toMatch(/501 of 2020/);
    expect(addresses(many, Object.keys(many).slice(0, 500))).toHaveLength(500);
  });
});
