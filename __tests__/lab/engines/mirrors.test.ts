import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeMirror } from "../../../packaging/release/mirror";
import { writeRegistryFiles } from "../../../packaging/release/registry-files";
import { version } from "../../../provider/internal/version/version.json";
import { thisPlatform } from "../../../tools/platform";
import { silent } from "../../../tools/progress";
import { ensureProvider } from "../../../tools/provider";
import { run } from "../../../tools/run";
import { ensureOpenTofu, ensureTerraform } from "../../../tools/terraform";
import { Certificates } from "../examples/certificates";
import { FileServer } from "./file-server";

// OpenTofu is built where it is not in PATH.
jest.setTimeout(30 * 60_000);

const source = "terraform.local/cdknomad/nomad";
const name = "terraform-provider-nomad";

describe("a provider of a release", () => {
  let folder: string;
  const at = (...names: string[]) => path.join(folder, ...names);
  const certificates = new Certificates("localhost");
  let server: FileServer;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "cdknomad-mirrors-"));
    const programs = [
      { platform: thisPlatform, file: await ensureProvider("nomad", silent) },
      { platform: { os: "win32", cpu: "arm64" }, file: __filename },
    ];
    writeRegistryFiles(at("files"), { name, version, programs });
    writeMirror(at("mirror"), { source, version }, at("files"));
    server = await FileServer.start(at("mirror"), certificates);
  });

  afterAll(async () => {
    await server.stop();
    certificates.remove();
    rmSync(folder, { recursive: true });
  });

  /** Runs the commands of a program in a new stack that requires the provider, and returns what they print. */
  async function install(program: string, installation: string, ...commands: readonly (readonly string[])[]) {
    const stack = mkdtempSync(at("stack-"));
    const required_providers = { nomad: { source, version } };
    writeFileSync(path.join(stack, "main.tf.json"), JSON.stringify({ terraform: { required_providers } }));
    const configuration = path.join(stack, "terraformrc");
    writeFileSync(configuration, `provider_installation {\n  ${installation}\n}\n`);
    const env = {
      PATH: process.env.PATH,
      HOME: folder,
      TF_CLI_CONFIG_FILE: configuration,
      SSL_CERT_FILE: certificates.authority,
      CHECKPOINT_DISABLE: "1",
    };
    let output = "";
    for (const command of [["init", "-input=false", "-no-color"], ...commands]) {
      const { code, stdout, stderr } = await run([program, ...command], { cwd: stack, env });
      output += stdout;
      if (code !== 0) {
        throw new Error(stderr);
      }
    }
    return output;
  }

  it("has a zip file per platform, a manifest, and checksums that sha256sum accepts", () => {
    const prefix = `${name}_${version}`;
    expect(readdirSync(at("files"))).toEqual(
      expect.arrayContaining([`${prefix}_SHA256SUMS`, `${prefix}_manifest.json`, `${prefix}_windows_arm64.zip`]),
    );
    execFileSync("sha256sum", ["--check", "--strict", "--quiet", `${prefix}_SHA256SUMS`], { cwd: at("files") });
  });

  it.each([
    ["Terraform", "filesystem mirror", ensureTerraform, () => `filesystem_mirror { path = "${at("mirror")}" }`],
    ["Terraform", "network mirror", ensureTerraform, () => `network_mirror { url = "${server.url}" }`],
    ["OpenTofu", "filesystem mirror", ensureOpenTofu, () => `filesystem_mirror { path = "${at("mirror")}" }`],
    ["OpenTofu", "network mirror", ensureOpenTofu, () => `network_mirror { url = "${server.url}" }`],
  ])("is installed by %s from a %s, and starts", async (_, mirror, engine, installation) => {
    const before = server.requests.length;
    const output = await install(await engine(silent), installation(), ["providers", "schema", "-json"]);
    expect(output).toContain(`Installed ${source} v${version}`);
    expect(output).toContain(`"provider_schemas":{"${source}":`);
    // Some versions ask for the size of the zip file first.
    const asked = [...new Set(server.requests.slice(before).map((request) => path.basename(request)))];
    const wanted = ["index.json", `${version}.json`, expect.stringMatching(/\.zip$/)];
    expect(asked).toEqual(mirror === "network mirror" ? wanted : []);
  });

  it("is refused if the network mirror sends another file than the one of the release", async () => {
    const changed = at("changed");
    mkdirSync(changed);
    writeMirror(changed, { source, version }, at("files"));
    const zips = readdirSync(path.join(changed, source)).filter((file) => file.endsWith(".zip"));
    const [zip = "", other = ""] = zips.sort((a) => (a.includes("windows") ? 1 : -1));
    copyFileSync(path.join(changed, source, other), path.join(changed, source, zip));
    const liar = await FileServer.start(changed, certificates);
    try {
      await expect(install(await ensureTerraform(silent), `network_mirror { url = "${liar.url}" }`)).rejects.toThrow(
        /checksum|hash/,
      );
    } finally {
      await liar.stop();
    }
  });

  it("is refused from a server whose certificate is not trusted", async () => {
    const strange = new Certificates("localhost");
    const stranger = await FileServer.start(at("mirror"), strange);
    try {
      await expect(
        install(await ensureTerraform(silent), `network_mirror { url = "${stranger.url}" }`),
      ).rejects.toThrow(/certificate/);
    } finally {
      await stranger.stop();
      strange.remove();
    }
  });
});
