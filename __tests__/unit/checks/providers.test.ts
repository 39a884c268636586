import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { providerFindings } from "../../../cli/checks/versions";
import { Stack } from "../../../cli/stack/stack";

it("a provider of cdknomad without its program is a finding; Terraform downloads a provider of a registry", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-providers-"));
  try {
    const required_providers = {
      nomad: { source: "terraform.local/cdknomad/nomad", version: "0.1.0" },
      consul: { source: "hashicorp/consul", version: "2.22.0" },
    };
    writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify({ terraform: { required_providers } }));
    const stack = new Stack("apps", folder);
    const gone =
      "apps: the provider terraform.local/cdknomad/nomad 0.1.0 is not there; cdktf synth or cdknomad plan builds it";
    expect(providerFindings(stack)).toEqual([{ code: "provider-missing", level: "problem", message: gone }]);

    const platform = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
    const plugins = path.join(
      folder,
      "terraform.d",
      "plugins",
      "terraform.local",
      "cdknomad",
      "nomad",
      "0.1.0",
      platform,
    );
    const program = path.join(folder, "program");
    mkdirSync(plugins, { recursive: true });
    symlinkSync(program, path.join(plugins, "terraform-provider-nomad_v0.1.0"));
    expect(providerFindings(stack)).toHaveLength(1); // the link leads nowhere: the cache was emptied
    writeFileSync(program, "");
    expect(providerFindings(stack)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
