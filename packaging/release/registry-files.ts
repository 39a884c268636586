import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { goPlatform, type Platform, programFile } from "../../tools/platform";
import { sha256sums } from "./checksums";
import { providerZip } from "./provider-zip";

/** A provider of a release. */
export interface ReleasedProvider {
  /** Such as `terraform-provider-nomad`. */
  readonly name: string;
  readonly version: string;
  /** The programs, each for a platform. */
  readonly programs: readonly {
    readonly platform: Platform;
    readonly file: string;
    /** Paths of texts by their names, such as the license. @default - none */
    readonly texts?: Readonly<Record<string, string>>;
  }[];
}

/** The providers are served with version 6 of Terraform's plugin protocol. */
const MANIFEST = { version: 1, metadata: { protocol_versions: ["6.0"] } };

/**
 * Writes the files of a provider in the layout of the registries of Terraform and OpenTofu: a zip file per platform, the manifest, the
 * checksums of both, and their signature.
 *
 * @param folder an empty folder for the files
 * @param key the GPG key that signs the checksums. @default - no signature
 * @see https://developer.hashicorp.com/terraform/registry/providers/publishing
 */
export function writeRegistryFiles(folder: string, { name, version, programs }: ReleasedProvider, key?: string): void {
  mkdirSync(folder, { recursive: true });
  for (const { platform, file, texts } of programs) {
    const { os, arch } = goPlatform(platform);
    const zip = providerZip(file, programFile(`${name}_v${version}`, platform), texts);
    writeFileSync(path.join(folder, `${name}_${version}_${os}_${arch}.zip`), zip);
  }
  writeFileSync(path.join(folder, `${name}_${version}_manifest.json`), `${JSON.stringify(MANIFEST, null, 2)}\n`);
  const sums = path.join(folder, `${name}_${version}_SHA256SUMS`);
  writeFileSync(sums, sha256sums(folder));
  if (key !== undefined) {
    execFileSync("gpg", ["--batch", "--local-user", key, "--output", `${sums}.sig`, "--detach-sign", sums], {
      stdio: "inherit",
    });
  }
}
