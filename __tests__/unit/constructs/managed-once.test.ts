// terraform 15609: the same key prefix twice; the second apply deleted the keys of both.
import { AclPolicy as ConsulPolicy } from "@cdktf/provider-consul/lib/acl-policy";
import { ConfigEntry } from "@cdktf/provider-consul/lib/config-entry";
import { KeyPrefix } from "@cdktf/provider-consul/lib/key-prefix";
import { Keys } from "@cdktf/provider-consul/lib/keys";
import { AclPolicy } from "@cdktf/provider-nomad/lib/acl-policy";
import { Job } from "@cdktf/provider-nomad/lib/job";
import { SchedulerConfig } from "@cdktf/provider-nomad/lib/scheduler-config";
import { Variable } from "@cdktf/provider-nomad/lib/variable";
import { App, TerraformResource, TerraformVariable } from "cdktf";
import { type ClusterSettings, ClusterStack } from "../../../constructs";
import { managedTwiceIn } from "../../../constructs/managed-once";
import { resourceTypes } from "../../../constructs/resource-types";
import { synthesized } from "../../../testing";

const settings: ClusterSettings = {
  nomad: { address: "http://127.0.0.1:4646" },
  consul: { address: "http://127.0.0.1:8500" },
};
const undone = "manages the same object, so that an apply of one undoes or deletes what the other one wrote";

function program(): { readonly app: App; readonly a: ClusterStack; readonly b: ClusterStack } {
  const app = new App();
  return { app, a: new ClusterStack(app, "a", settings), b: new ClusterStack(app, "b", settings) };
}

const jobspec = (id: string, namespace = "default") => JSON.stringify({ ID: id, Namespace: namespace });

describe("one object managed twice (terraform 15609)", () => {
  it("is an error with both construct paths", () => {
    const { a } = program();
    new KeyPrefix(a, "bastion", { pathPrefix: "demo/env/", subkeys: { BASTION: "10.0.0.1" } });
    new KeyPrefix(a, "proxy", { pathPrefix: "demo/env/", subkeys: { PROXY: "http://10.0.0.2:3128" } });
    expect(() => synthesized(a)).toThrow(
      `[a/proxy] consul key prefix demo/env/: [a/bastion] ${undone}; remove one of them (managed-twice)`,
    );
  });

  it("is an error across stacks", () => {
    const { a, b } = program();
    new Job(a, "one", { jobspec: jobspec("web"), json: true });
    new Job(b, "two", { jobspec: JSON.stringify({ Job: { ID: "web" } }), json: true });
    expect(() => synthesized(a)).toThrow(`[b/two] job default/web: [a/one] ${undone}`);
  });

  it.each([...resourceTypes].filter(([, { identity, shared }]) => identity && !shared))(
    "is an error for the type %s",
    (type, { identity = [] }) => {
      const { app, a, b } = program();
      const attributes =
        type === "nomad_job" ? { jobspec: jobspec("x") } : Object.fromEntries(identity.map((name) => [name, "x"]));
      for (const [stack, id] of [
        [a, "one"],
        [a, "two"],
        [b, "three"],
      ] as const) {
        const resource = new TerraformResource(stack, id, { terraformResourceType: type });
        for (const [name, value] of Object.entries(attributes)) {
          resource.addOverride(name, value);
        }
      }
      expect(managedTwiceIn(app, [])).toEqual([
        expect.stringMatching(/^\[a\/two\] .*: \[a\/one\] manages the same object/),
        expect.stringMatching(/^\[b\/three\] .*: \[a\/one\] manages the same object/),
      ]);
    },
  );

  it("is an error for settings of which a cluster has one", () => {
    const { a, b, app } = program();
    new SchedulerConfig(a, "one", {});
    new SchedulerConfig(b, "two", {});
    expect(managedTwiceIn(app, [])).toHaveLength(1);
  });

  it("is an error for a prefix or a key inside of a prefix, and for a state inside of one", () => {
    const { app, a, b } = program();
    new KeyPrefix(a, "outer", { pathPrefix: "demo/", subkeys: {} });
    new KeyPrefix(b, "inner", { pathPrefix: "demo/env/", subkeys: {} });
    new Keys(b, "keys", {
      key: [
        { path: "demo/a", value: "1" },
        { path: "demo/read-only", name: "x" },
        { path: "demography", value: "1" },
      ],
    });
    const inside =
      "is inside the consul key prefix demo/ of [a/outer], which deletes keys that it does not declare; declare the keys there, or choose a path outside of the prefix (managed-twice)";
    expect(managedTwiceIn(app, [{ stack: b, key: "demo/state/b" }])).toEqual([
      `[b, the state] consul key demo/state/b: it ${inside}`,
      `[b/inner] consul key prefix demo/env/: it ${inside}`,
      `[b/keys] consul key demo/a: it ${inside}`,
    ]);
  });

  it("finds the states of the settings", () => {
    const stack = new ClusterStack(new App(), "apps", { ...settings, state: { consul: "cdknomad/prod" } });
    new KeyPrefix(stack, "all", { pathPrefix: "cdknomad/", subkeys: {} });
    expect(() => synthesized(stack)).toThrow("[apps, the state] consul key cdknomad/prod/apps: it is inside");
  });
});

describe("objects that only look alike", () => {
  it("are those of two clusters, datacenters, namespaces, regions, and kinds", () => {
    const { app, a } = program();
    const other = new ClusterStack(app, "other", { nomad: { address: "http://10.0.0.1:4646" } });
    new Job(a, "web", { jobspec: jobspec("web"), json: true });
    new Job(other, "web", { jobspec: jobspec("web"), json: true });
    new Job(a, "team", { jobspec: jobspec("web", "team"), json: true });
    new Job(a, "eu", { jobspec: JSON.stringify({ ID: "web", Region: "eu" }), json: true });
    new KeyPrefix(a, "one", { pathPrefix: "x/", datacenter: "dc1" });
    new KeyPrefix(a, "two", { pathPrefix: "x/", datacenter: "dc2" });
    new AclPolicy(a, "p", { name: "p", rulesHcl: "" });
    new ConsulPolicy(a, "cp", { name: "p", rules: "" });
    new Variable(a, "v", { path: "x", items: {} });
    new ConfigEntry(a, "defaults", { kind: "service-defaults", name: "web" });
    new ConfigEntry(a, "router", { kind: "service-router", name: "web" });
    expect(managedTwiceIn(app, [])).toEqual([]);
  });

  it("are those whose names only Terraform knows, and those with count", () => {
    const { app, a } = program();
    const name = new TerraformVariable(a, "name", { type: "string" });
    new AclPolicy(a, "one", { name: name.stringValue, rulesHcl: "" });
    new AclPolicy(a, "two", { name: name.stringValue, rulesHcl: "" });
    new AclPolicy(a, "three", { name: "p", rulesHcl: "", count: 0 });
    new AclPolicy(a, "four", { name: "p", rulesHcl: "", count: 1 });
    expect(managedTwiceIn(app, [])).toEqual([]);
  });
});
