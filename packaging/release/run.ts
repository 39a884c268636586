import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Platform, platformName, programFile } from "../../tools/platform";
import { PREBUILT_FOLDER } from "../../tools/prebuilt";
import { providers } from "../../tools/provider";
import { NOTICES } from "../platforms/platform-package";
import { platforms } from "../platforms/programs";
import { writePlatforms } from "../platforms/write";
import { stage } from "../stage";
import { changelogSection } from "./changelog-section";
import { sha256sums } from "./checksums";
import { git, previousTag, requireCleanTag } from "./clean-tag";
import { writeMirror } from "./mirror";
import { writeRegistryFiles } from "./registry-files";
import { rebuiltDifferently, withEmptyGoCache } from "./twice";

/**
 * `npm run release`: builds the files of a release from a clean, tagged tree.
 *
 * | folder or file | contents |
 * |---|---|
 * | `packages/` | the npm packages as folders |
 * | `files/npm/` | the npm packages as tarballs |
 * | `files/terraform-provider-*` | the providers for the registries of Terraform and OpenTofu |
 * | `files/sbom/` | the lists of components |
 * | `files/SHA256SUMS` | the checksums of all files |
 * | `mirror/` | the providers as a filesystem mirror or network mirror of Terraform and OpenTofu |
 * | `notes.md`, `api.diff` | the section of the changelog, and what changed in `api/` since the last release |
 */
function release(root: string, out: string, wanted: readonly Platform[], key?: string): void {
  const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  requireCleanTag(root, version);
  const notes = changelogSection(readFileSync(path.join(root, "CHANGELOG.md"), "utf8"), version);
  rmSync(out, { recursive: true, force: true });
  const packages = path.join(out, "packages");
  const files = path.join(out, "files");
  writePlatforms(root, packages, wanted);
  stage(root, packages);
  pack(packages, [...wanted.map(platformName), "cdknomad"], path.join(files, "npm"));
  for (const [type, { name }] of Object.entries(providers)) {
    const programs = wanted.map((platform) => {
      const folder = path.join(packages, platformName(platform));
      const texts = { LICENSE: path.join(folder, "LICENSE"), [NOTICES]: path.join(folder, NOTICES) };
      return { platform, file: path.join(folder, PREBUILT_FOLDER, programFile(name, platform)), texts };
    });
    writeRegistryFiles(path.join(files, name), { name, version, programs }, key);
    writeMirror(
      path.join(out, "mirror"),
      { source: `terraform.local/cdknomad/${type}`, version },
      path.join(files, name),
    );
  }
  run(root, process.execPath, [require.resolve("tsx/cli"), "packaging/sbom.ts", path.join(files, "sbom")]);
  writeFileSync(path.join(files, "SHA256SUMS"), sha256sums(files));
  const before = previousTag(root);
  writeFileSync(path.join(out, "notes.md"), `${notes}\n`);
  writeFileSync(path.join(out, "api.diff"), before === undefined ? "" : git(root, "diff", before, "HEAD", "--", "api"));
  console.log(`${version}: ${files}; the notes are in ${path.join(out, "notes.md")}`);
}

function pack(packages: string, names: readonly string[], to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of names) {
    run(path.join(packages, name), "npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", to]);
  }
}

const run = (cwd: string, program: string, args: readonly string[]) =>
  execFileSync(program, args, { cwd, stdio: ["ignore", "inherit", "inherit"] });

const { values } = parseArgs({
  options: {
    out: { type: "string", default: "release" },
    only: { type: "string", multiple: true },
    key: { type: "string" },
    twice: { type: "boolean", default: false },
  },
});
const root = path.join(__dirname, "..", "..");
const out = path.resolve(values.out);
const only = values.only?.flatMap((list) => list.split(","));
const wanted = platforms.filter((platform) => only?.includes(platformName(platform)) ?? true);
const build = () => release(root, out, wanted, values.key);
if (values.twice) {
  withEmptyGoCache(out, build);
  // A signature has a time, so that it differs each time.
  const differing = rebuiltDifferently(root, path.join(out, "files", "SHA256SUMS"), [
    "--only",
    wanted.map(platformName).join(","),
  ]).filter((file) => !file.endsWith(".sig"));
  console.log(
    differing.length === 0
      ? "built twice: all files are the same"
      : `built twice: these files differ: ${differing.join(", ")}`,
  );
  process.exitCode = differing.length === 0 ? 0 : 1;
} else {
  build();
}
