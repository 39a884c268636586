import { App, type TerraformStack } from "cdktf";
import { version } from "../../../provider/internal/version/version.json";
import { AccessStack } from "../../../stacks/access";
import { AppsStack } from "../../../stacks/apps";
import { DnsStack } from "../../../stacks/dns";
import { synthesized } from "../../../testing";

const settings = { nomad: { address: "http://127.0.0.1:4646" } };

/** What a stack synthesizes, without the version of the providers, which changes with each release. */
const reviewed = (stack: TerraformStack) =>
  JSON.parse(JSON.stringify(synthesized(stack)).replaceAll(`"version":"${version}"`, '"version":"VERSION"'));

describe("the stacks of the homelab example", () => {
  it("gives access as reviewed", () => {
    expect(reviewed(new AccessStack(new App(), "access", settings))).toMatchSnapshot();
  });

  it("runs the applications as reviewed", () => {
    expect(reviewed(new AppsStack(new App(), "apps", settings))).toMatchSnapshot();
  });

  it.each([1, 3] as const)("serves names on a lab of %i nodes as reviewed", (nodes) => {
    expect(reviewed(new DnsStack(new App(), "dns", { ...settings, nodes }))).toMatchSnapshot();
  });
});
