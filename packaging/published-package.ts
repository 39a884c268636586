import { platformName } from "../tools/platform";
import { type Prebuilt, platformPackage } from "../tools/prebuilt";
import { platforms } from "./platforms/programs";

/** Fields of `package.json` that only a clone of this repository needs. `cdknomad init` reads the versions in `devDependencies`. */
const OF_A_CLONE = ["scripts", "overrides"];

/**
 * Returns `package.json` as it is published: without the scripts of the repository, and with the packages of the platforms.
 * They are not in the file of a clone, because `npm ci` would search for packages that are not published yet.
 *
 * @param clone the `package.json` of the repository
 * @param prebuilt the checksums. @default - there are no prebuilt programs
 */
export function publishedPackage(
  clone: Readonly<Record<string, unknown>>,
  prebuilt?: Prebuilt,
): Record<string, unknown> {
  const kept = Object.entries(clone).filter(([name]) => !OF_A_CLONE.includes(name));
  const released = platforms.filter((platform) => prebuilt?.checksums[platformName(platform)] !== undefined);
  // The exact version: another one has other checksums.
  const optional = released.map((platform) => [platformPackage(platform), clone.version]);
  return {
    ...Object.fromEntries(kept),
    ...(optional.length > 0 && { optionalDependencies: Object.fromEntries(optional) }),
  };
}
