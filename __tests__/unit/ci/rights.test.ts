import { allows, type Rules } from "../../../cli/checks/rules";

const policy = (...capabilities: readonly string[]): Rules => ({
  Namespaces: [{ Name: "shop", Capabilities: capabilities, Variables: null }],
  NodePools: null,
  HostVolumes: null,
  Operator: null,
  Plugin: null,
});
const submit = { capability: "submit-job", namespace: "shop" };

describe("the right to apply jobs", () => {
  it("is submit-job, or all the parts of it that an apply needs", () => {
    expect(allows([policy("submit-job")], submit)).toBe(true);
    expect(allows([policy("plan-job", "register-job", "deregister-job", "purge-job")], submit)).toBe(true);
  });

  it.each([
    ["one part is missing", ["plan-job", "register-job", "deregister-job"]],
    ["the token may only plan", ["list-jobs", "read-job", "plan-job"]],
    ["all is denied", ["plan-job", "register-job", "deregister-job", "purge-job", "deny"]],
  ])("is not there when %s", (_name, capabilities) => {
    expect(allows([policy(...capabilities)], submit)).toBe(false);
  });
});
