import { App, Testing } from "cdktf";
import { CiAccess, ClusterStack, Namespace } from "../../../constructs";

const nomad = { address: "http://127.0.0.1:4646" };
const consul = { address: "http://127.0.0.1:8500" };

describe("the access of pipelines", () => {
  it("is two roles in Nomad, and two in Consul where the states are", () => {
    const stack = new ClusterStack(new App(), "access", { nomad, consul });
    const shop = new Namespace(stack, "shop", { name: "shop" });
    new CiAccess(stack, "ci", { namespaces: [shop, "default"], stateKeyPrefix: "terraform/" });
    const { resource } = JSON.parse(Testing.synth(stack, true));
    const rules = (type: string, attribute: string) =>
      Object.fromEntries(
        Object.values(resource[type] as Record<string, Record<string, string>>).map((each) => [
          each.name,
          each[attribute],
        ]),
      );
    const plan = '["list-jobs", "read-job", "plan-job"]';
    const apply = '["list-jobs", "read-job", "plan-job", "register-job", "deregister-job", "purge-job"]';
    const both = (list: string) =>
      `namespace "shop" {\n  capabilities = ${list}\n}\n\nnamespace "default" {\n  capabilities = ${list}\n}\n`;
    expect(rules("nomad_acl_policy", "rules_hcl")).toEqual({
      "ci-plan-granted": both(plan),
      "ci-apply-granted": both(apply),
    });
    expect(rules("consul_acl_policy", "rules")).toEqual({
      "ci-plan": 'key_prefix "terraform/" {\n  policy = "read"\n}\n',
      "ci-apply": 'key_prefix "terraform/" {\n  policy = "write"\n}\nsession_prefix "" {\n  policy = "write"\n}\n',
    });
  });

  it("fails when it is for no namespace", () => {
    const stack = new ClusterStack(new App(), "access", { nomad });
    expect(() => new CiAccess(stack, "ci", { namespaces: [] })).toThrow(
      "[access/ci] namespaces: there is none, so that a pipeline could do nothing; name one",
    );
  });

  it("fails when the states are in a Consul that the stack does not know", () => {
    const stack = new ClusterStack(new App(), "access", { nomad });
    expect(() => new CiAccess(stack, "ci", { namespaces: ["default"], stateKeyPrefix: "terraform/" })).toThrow(
      "the settings of the stack have no Consul; add consul: { address }",
    );
  });
});
