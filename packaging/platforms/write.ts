import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Platform, platformName, programFile } from "../../tools/platform";
import { PREBUILT_FILE, PREBUILT_FOLDER, type Prebuilt } from "../../tools/prebuilt";
import { writePlatformPackage } from "./platform-package";
import { platforms, prebuiltPrograms, sourceKeys } from "./programs";

/**
 * Writes the npm package of each platform into a folder of its own, and the checksums that the package `cdknomad` gets.
 *
 * @param root the folder of the repository
 * @param out the folder to write into
 */
export function writePlatforms(root: string, out: string, wanted: readonly Platform[]): void {
  const checksums: Record<string, Record<string, string>> = {};
  for (const platform of wanted) {
    const name = platformName(platform);
    const folder = path.join(out, name);
    const sums = writePlatformPackage(root, folder, platform, prebuiltPrograms);
    checksums[name] = sums;
    for (const [program, sum] of Object.entries(sums)) {
      const { size } = statSync(path.join(folder, PREBUILT_FOLDER, programFile(program, platform)));
      console.log(`${name}  ${program}  ${(size / 2 ** 20).toFixed(1)} MiB  ${sum}`);
    }
  }
  const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const prebuilt: Prebuilt = { version, sources: sourceKeys(), checksums };
  mkdirSync(out, { recursive: true });
  writeFileSync(path.join(out, PREBUILT_FILE), `${JSON.stringify(prebuilt, null, 2)}\n`);
}

/** `npm run platforms`: writes the packages of all platforms, or of those in `--only`. */
if (require.main === module) {
  const { values } = parseArgs({
    options: { only: { type: "string", multiple: true }, out: { type: "string", default: "release" } },
  });
  const known = platforms.map(platformName);
  const names = values.only?.flatMap((list) => list.split(",")) ?? known;
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`--only: got ${unknown.join(", ")}, which are no platforms; there are ${known.join(", ")}`);
    process.exitCode = 2;
  } else {
    const wanted = platforms.filter((platform) => names.includes(platformName(platform)));
    writePlatforms(path.join(__dirname, "..", ".."), path.resolve(values.out), wanted);
  }
}
