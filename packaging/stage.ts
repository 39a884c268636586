import { copyFileSync, cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { PREBUILT_FILE, type Prebuilt } from "../tools/prebuilt";
import { build } from "./build";
import { sourceKeys } from "./platforms/programs";
import { publishedPackage } from "./published-package";

/**
 * Writes the package `cdknomad` as it is published into a folder: with the checksums of the platforms' packages that are beside it.
 *
 * @param root the folder of the repository
 * @param out the folder with {@link PREBUILT_FILE}; the package is written into `cdknomad` in it
 * @throws Error if those packages are of another version, or of other sources
 */
export function stage(root: string, out: string): void {
  const folder = path.join(out, "cdknomad");
  const clone = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const checksums = path.join(out, PREBUILT_FILE);
  const prebuilt = existsSync(checksums) ? (JSON.parse(readFileSync(checksums, "utf8")) as Prebuilt) : undefined;
  requireCurrent(clone.version, prebuilt);
  rmSync(folder, { recursive: true, force: true });
  build(root, path.join(folder, "dist"));
  if (prebuilt !== undefined) {
    copyFileSync(checksums, path.join(folder, "dist", PREBUILT_FILE));
  }
  writeFileSync(path.join(folder, "package.json"), `${JSON.stringify(publishedPackage(clone, prebuilt), null, 2)}\n`);
  cpSync(path.join(root, "cdk"), path.join(folder, "cdk"), { recursive: true });
  for (const file of ["README.md", "LICENSE", "CHANGELOG.md"]) {
    copyFileSync(path.join(root, file), path.join(folder, file));
  }
}

/** A package that does not match its programs would never use them. */
function requireCurrent(version: string, prebuilt: Prebuilt | undefined): void {
  const wanted = JSON.stringify([version, sourceKeys()]);
  if (prebuilt !== undefined && JSON.stringify([prebuilt.version, prebuilt.sources]) !== wanted) {
    // no code: only the maintainers of this repository see it
    throw new Error(`${PREBUILT_FILE}: is of other sources than this clone; run npm run platforms again`);
  }
}

/** `npm run stage`: writes the package into the folder of `npm run platforms`. */
if (require.main === module) {
  const { values } = parseArgs({ options: { out: { type: "string", default: "release" } } });
  stage(path.join(__dirname, ".."), path.resolve(values.out));
}
