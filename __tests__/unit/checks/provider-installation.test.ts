import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { providerInstallation } from "../../../cli/checks/provider-installation";
import { Stack } from "../../../cli/stack/stack";

describe("a provider_installation block of Terraform's command-line configuration", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-test-"));
  const file = path.join(folder, "config.tfrc");
  const stackWith = (source: string) => {
    const required_providers = { nomad: { source, version: "0.1.0" } };
    writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify({ terraform: { required_providers } }));
    return new Stack("apps", folder);
  };
  const ours = stackWith("terraform.local/cdknomad/nomad");
  const found = (text: string, stack = ours, environment: NodeJS.ProcessEnv = { TF_CLI_CONFIG_FILE: file }) => {
    writeFileSync(file, text);
    return providerInstallation([stack], environment).map(({ message }) => message);
  };
  const mirror = 'filesystem_mirror {\n path = "terraform.d/plugins"\n include = ["terraform.local/*/*"]\n}';

  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    [
      "a direct method",
      "provider_installation {\n direct {}\n}",
      /add exclude = \["terraform.local\/\*\/\*"\] to direct, and put/,
    ],
    [
      "a network mirror with a URL",
      'provider_installation {\n network_mirror {\n url = "https://mirror.example.com/" # for all\n }\n}',
      /to network_mirror, and put/,
    ],
    [
      "our mirror next to a direct method without exclude",
      `provider_installation {\n${mirror}\n direct {}\n}`,
      /to direct/,
    ],
    ["an empty block", "provider_installation {}", /from Terraform; put this into the block:/],
  ])("is reported with its fix: %s", (_, text, message) => {
    const [line, ...more] = found(text);
    expect(line).toMatch(message);
    expect(line).toContain('\n    include = ["terraform.local/*/*"]\n');
    expect(line).toMatch(new RegExp(`^${file}: `));
    expect(more).toEqual([]);
  });

  it.each([
    ["the fix itself", `provider_installation {\n${mirror}\n direct {\n exclude = ["terraform.local/*/*"]\n}\n}`],
    [
      "a mirror for other providers besides",
      `provider_installation {\n${mirror}\n network_mirror {\n include = ["registry.terraform.io/*/*"]\n}\n}`,
    ],
    ["no such block", 'plugin_cache_dir = "/tmp"\n# provider_installation { direct {} }'],
  ])("is no problem: %s", (_, text) => {
    expect(found(text)).toEqual([]);
  });

  it("is found in the home folder, and does not concern a stack of other providers", () => {
    const text = "provider_installation {\n direct {}\n}";
    writeFileSync(path.join(folder, ".terraformrc"), text);
    expect(found("", ours, { HOME: folder })).toHaveLength(1);
    expect(found(text, stackWith("hashicorp/nomad"))).toEqual([]);
  });
});
