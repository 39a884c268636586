import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { sha256 } from "../../tools/prebuilt";

/** A provider of a release. */
export interface MirroredProvider {
  /** Source address, such as `terraform.local/cdknomad/nomad`. */
  readonly source: string;
  readonly version: string;
}

/**
 * Writes the folder of a provider in a mirror: its zip files, and the answers of a network mirror, so that any web server with TLS can
 * serve the folder as it is. A filesystem mirror needs the zip files only.
 *
 * @param mirror the folder of the mirror
 * @param files the folder with the zip files, named as the registries name them
 * @see https://developer.hashicorp.com/terraform/internals/provider-network-mirror-protocol
 */
export function writeMirror(mirror: string, { source, version }: MirroredProvider, files: string): void {
  const folder = path.join(mirror, ...source.split("/"));
  mkdirSync(folder, { recursive: true });
  const write = (name: string, content: object) =>
    writeFileSync(path.join(folder, name), `${JSON.stringify(content, null, 2)}\n`);
  const archives = readdirSync(files)
    .filter((file) => file.endsWith(".zip"))
    .sort()
    .map((file) => {
      copyFileSync(path.join(files, file), path.join(folder, file));
      const platform = file
        .replace(/\.zip$/, "")
        .split("_")
        .slice(-2)
        .join("_");
      return [platform, { url: file, hashes: [`zh:${sha256(readFileSync(path.join(files, file)))}`] }];
    });
  write("index.json", { versions: { [version]: {} } });
  write(`${version}.json`, { archives: Object.fromEntries(archives) });
}
