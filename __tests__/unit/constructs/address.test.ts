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

  // https://github.com/hashicorp/nomad/issues/16778
  it("gets a suffix if another object of the stack has the plain name already", () => {
    const scope = stack();
    expect(resourceAddress(scope, "nomad_job", "default", "api.v1")).toBe("default_api_v1");
    expect(resourceAddress(scope, "nomad_job", "default", "api_v1")).toMatch(/^default_api_v1_[0-9a-f]{8}$/);
    const [first, second] = [stack(), stack()];
    resourceAddress(first, "nomad_job", "team/web");
    resourceAddress(second, "nomad_job", "team/web");
    expect(resourceAddress(first, "nomad_job", "team_web")).toBe(resourceAddress(second, "nomad_job", "team_web"));
  });

  it("fails when two resources of one type are the same object", () => {
    const scope = stack();
    new Namespace(scope, "first", { name: "dns" });
    expect(() => new Namespace(scope, "second", { name: "dns" })).toThrow(
      "[cluster/second] nomad_namespace.dns: [cluster/first] already declares this object, and Terraform would merge the two; remove one of them, or give it another name",
    );
  });
});
