import { settings } from "cdknomad/config";
import { synthesized } from "cdknomad/testing";
import { App } from "cdktf";
import { environments } from "../config/environments";
import { AccessStack } from "../stacks/access";
import { AppsStack } from "../stacks/apps";
import { DnsStack } from "../stacks/dns";

/** What is reviewed is what goes to `prod`; nothing is asked of any cluster. */
const prod = settings({ CDKNOMAD_ENV: "prod" }, environments);

describe("the stacks", () => {
  it("give access as reviewed", () => {
    expect(synthesized(new AccessStack(new App(), "access", prod))).toMatchSnapshot();
  });

  it("run the applications as reviewed", () => {
    expect(synthesized(new AppsStack(new App(), "apps", prod))).toMatchSnapshot();
  });

  it("tell names as reviewed", () => {
    expect(synthesized(new DnsStack(new App(), "dns", prod))).toMatchSnapshot();
  });
});
