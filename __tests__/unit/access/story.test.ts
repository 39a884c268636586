import { App } from "cdktf";
import { AccessStack } from "../../../stacks/access";
import { synthesized } from "../../../testing";

describe("the access stack of the homelab example, in a cluster with Consul", () => {
  it("has a role for each namespace that nomad setup consul leaves out", () => {
    const { resource } = synthesized(
      new AccessStack(new App(), "access", {
        nomad: { address: "http://127.0.0.1:4646" },
        consul: { address: "http://127.0.0.1:8500" },
      }),
    );
    expect({ roles: resource.consul_acl_role, policies: resource.consul_acl_policy }).toMatchSnapshot();
  });
});
