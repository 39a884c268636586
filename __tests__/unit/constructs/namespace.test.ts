import { App } from "cdktf";
import { ClusterStack, Namespace } from "../../../constructs";
import { synthesized } from "../../../testing";

describe("a namespace", () => {
  it("says only what was said", () => {
    const scope = new ClusterStack(new App(), "cluster", { nomad: { address: "http://127.0.0.1:4646" } });
    new Namespace(scope, "small", { name: "small" });
    new Namespace(scope, "full", {
      name: "full",
      description: "all of it",
      meta: { owner: "ops" },
      capabilities: { enabledTaskDrivers: ["podman"], disabledNetworkModes: ["host"] },
    });
    expect(synthesized(scope).resource.nomad_namespace).toEqual({
      small: { name: "small" },
      full: {
        name: "full",
        description: "all of it",
        meta: { owner: "ops" },
        capabilities: { enabled_task_drivers: ["podman"], disabled_network_modes: ["host"] },
      },
    });
  });

  it("has the extra claims of its workload identities", () => {
    const scope = new ClusterStack(new App(), "cluster", { nomad: { address: "http://127.0.0.1:4646" } });
    new Namespace(scope, "shop", {
      name: "shop",
      requiredExtraClaims: { unit: "${job.region}/shop" },
      optionalExtraClaims: { place: "${node.datacenter}" },
    });
    new Namespace(scope, "none", { name: "none", requiredExtraClaims: {} });
    expect(synthesized(scope).resource.nomad_namespace).toEqual({
      shop: {
        name: "shop",
        required_extra_claims: { unit: "$${job.region}/shop" },
        optional_extra_claims: { place: "$${node.datacenter}" },
      },
      none: { name: "none" },
    });
  });

  it("has no extra claims with the provider of HashiCorp, which does not know them", () => {
    const scope = new ClusterStack(new App(), "cluster", {
      nomad: { address: "http://127.0.0.1:4646" },
      providers: "hashicorp",
    });
    new Namespace(scope, "shop", { name: "shop", requiredExtraClaims: { unit: "shop" } });
    expect(() => synthesized(scope)).toThrow(
      '[cluster/shop] requiredExtraClaims: the provider hashicorp does not know it; use providers: "cdknomad", or leave it out (property-invalid)',
    );
  });

  it("fails when its name is not one of Nomad's", () => {
    const scope = new ClusterStack(new App(), "cluster", { nomad: { address: "http://127.0.0.1:4646" } });
    expect(() => new Namespace(scope, "wrong", { name: "a/b" })).toThrow(
      '[cluster/wrong] name: "a/b" is not a namespace name; use 1 to 128 letters, digits and "-"',
    );
  });
});
