import { mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pluginFile } from "../../../tools/plugin-file";
import type { prebuiltProgram } from "../../../tools/prebuilt";
import { silent } from "../../../tools/progress";

const prebuilt = jest.fn<ReturnType<typeof prebuiltProgram>, Parameters<typeof prebuiltProgram>>();

/** The function, loaded again: the setup of the tests has loaded it with the real packages. */
function linker(): typeof import("../../../tools/link-terraform-providers").linkTerraformProviders {
  jest.resetModules();
  jest.doMock("../../../tools/prebuilt", () => ({
    ...jest.requireActual("../../../tools/prebuilt"),
    prebuiltProgram: prebuilt,
  }));
  return require("../../../tools/link-terraform-providers").linkTerraformProviders;
}

const { PATH, CDKNOMAD_CACHE } = process.env;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "link-providers-"));
  // Neither Go nor a built provider.
  Object.assign(process.env, { PATH: folder, CDKNOMAD_CACHE: path.join(folder, "cache") });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  process.env.PATH = PATH;
  if (CDKNOMAD_CACHE === undefined) {
    delete process.env.CDKNOMAD_CACHE;
  } else {
    process.env.CDKNOMAD_CACHE = CDKNOMAD_CACHE;
  }
});

it("a stack gets its providers without Go if they are prebuilt, and an error with the fix if they are not", async () => {
  const required = Object.fromEntries(
    ["nomad", "consul"].map((name) => [name, { source: `terraform.local/cdknomad/${name}`, version: "0.1.0" }]),
  );
  const stack = path.join(folder, "stacks", "apps");
  mkdirSync(stack, { recursive: true });
  writeFileSync(path.join(stack, "cdk.tf.json"), JSON.stringify({ terraform: { required_providers: required } }));
  const linkTerraformProviders = linker();
  await expect(linkTerraformProviders(folder, silent)).rejects.toThrow("there is no Go in PATH");

  prebuilt.mockImplementation(({ name }) => path.join(folder, "bin", name));
  await linkTerraformProviders(folder, silent);
  for (const [name, requirement] of Object.entries(required)) {
    expect(readlinkSync(pluginFile(stack, requirement))).toBe(path.join(folder, "bin", `terraform-provider-${name}`));
  }
  expect(readFileSync(path.join(stack, ".terraform.lock.hcl"), "utf8")).toContain('"terraform.local/cdknomad/consul"');
});
