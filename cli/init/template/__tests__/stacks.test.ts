import { synthesized } from "cdknomad/testing";
import { App } from "cdktf";
import { AccessStack } from "../stacks/access";
import { AppsStack } from "../stacks/apps";

const settings = { nomad: { address: "http://127.0.0.1:4646" } };

describe("the stacks", () => {
  it("give access as reviewed", () => {
    expect(synthesized(new AccessStack(new App(), "access", settings))).toMatchSnapshot();
  });

  it("run the applications as reviewed", () => {
    expect(synthesized(new AppsStack(new App(), "apps", settings))).toMatchSnapshot();
  });
});
