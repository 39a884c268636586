import { App, TerraformStack } from "cdktf";
import { Namespace } from "../../../constructs";
import { resourceAddress } from "../../../constructs/address";

const stack = () => new TerraformStack(new App(), "cluster");

describe("the Terraform address of a resource", () => {
  it("is made from what the resource is in Nomad", () => {
    expect(resourceAddress(stack(), "nomad_job", "dns", "coredns")).toBe("dns_coredns");
  });

  it("has only characters that Terraform allows", () => {
    expect(resourceAddress(stack(), "nomad_job", "default", "web/api.v2 é")).toBe("default_web_api_v2__");
    expect(resourceAddress(stack(), "nomad_namespace", "3d")).toBe("_3d");
  });

  it("may be the same in another type and in another stack", () => {
    const one = stack();
    resourceAddress(one, "nomad_job", "web");
    expect(resourceAddress(one, "nomad_namespace", "web")).toBe("web");
    expect(resourceAddress(stack(), "nomad_job", "web")).toBe("web");
  });

  it("fails when two resources of one type would get the same", () => {
    const scope = stack();
    new Namespace(scope, "first", { name: "dns" });
    expect(() => new Namespace(scope, "second", { name: "dns" })).toThrow(
      "[cluster/second] nomad_namespace.dns: this address is already that of [cluster/first], and Terraform would merge the two silently; give one of them another name",
    );
  });
});
