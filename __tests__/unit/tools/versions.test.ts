import { readFileSync } from "node:fs";
import path from "node:path";
import { repositoryRoot } from "../../../tools/cache";
import { versions } from "../../../tools/versions";

describe("a pinned version", () => {
  it.each([
    ["nomad", "github.com/hashicorp/nomad", versions.nomad],
    ["consul", "github.com/hashicorp/consul", versions.consul],
    ["podman-driver", "github.com/hashicorp/nomad-driver-podman", versions.podmanDriver],
    ["coredns", "github.com/coredns/coredns", versions.coredns],
    ["csi-hostpath", "github.com/kubernetes-csi/drivers", versions.csiHostpath],
    ["traefik", "github.com/traefik/traefik/v3", versions.traefik],
    ["pebble", "github.com/letsencrypt/pebble/v2", versions.pebble],
    ["opentofu", "github.com/opentofu/opentofu", versions.opentofu],
    ["images", "github.com/google/go-containerregistry", versions.images],
  ])("of %s is the one that Go builds", (folder, module, version) => {
    const goMod = readFileSync(path.join(repositoryRoot, "tools", "modules", folder, "go.mod"), "utf8");
    const required = goMod.split("\n").find((line) => line.replace("require ", "").trim().startsWith(`${module} v`));
    expect(required?.replace("require ", "").trim().split(" ")[1]).toBe(`v${version}`);
  });
});
