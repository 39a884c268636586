import { App } from "cdktf";
import { AccessStack } from "../../../stacks/access";
import { AppsStack } from "../../../stacks/apps";
import { DnsStack } from "../../../stacks/dns";
import { synthesized } from "../../../testing";

const settings = { nomad: { address: "http://127.0.0.1:4646" } };

describe("the stacks of the homelab example", () => {
  it("gives access as reviewed", () => {
    expect(synthesized(new AccessStack(new App(), "access", settings))).toMatchSnapshot();
  });

  it("runs the applications as reviewed", () => {
    expect(synthesized(new AppsStack(new App(), "apps", settings))).toMatchSnapshot();
  });

  it.each([1, 3] as const)("serves names on a lab of %i nodes as reviewed", (nodes) => {
    expect(synthesized(new DnsStack(new App(), "dns", { ...settings, nodes }))).toMatchSnapshot();
  });
});
