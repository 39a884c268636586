import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { GoProgram } from "../../tools/go-build";
import { type Platform, platformName, programFile } from "../../tools/platform";
import { PREBUILT_FOLDER, platformPackage, sha256 } from "../../tools/prebuilt";
import { compile } from "./compile";
import { notices } from "./notices";

/** File with the licenses of what the programs contain. */
export const NOTICES = "THIRD-PARTY-NOTICES.md";

/**
 * Writes the npm package of a platform.
 *
 * @param root the folder of the repository
 * @param folder the folder of the package; it is replaced
 * @returns the SHA-256 of each program, by its name
 */
export function writePlatformPackage(
  root: string,
  folder: string,
  platform: Platform,
  programs: readonly GoProgram[],
): Record<string, string> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, PREBUILT_FOLDER), { recursive: true });
  const clone = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  writeFileSync(path.join(folder, "package.json"), `${JSON.stringify(packageFile(platform, clone), null, 2)}\n`);
  writeFileSync(path.join(folder, "README.md"), readme(platform));
  writeFileSync(path.join(folder, NOTICES), notices(programs, platform));
  copyFileSync(path.join(root, "LICENSE"), path.join(folder, "LICENSE"));
  return Object.fromEntries(
    programs.map((program) => {
      const file = path.join(folder, PREBUILT_FOLDER, programFile(program.name, platform));
      compile(program, platform, file);
      chmodSync(file, 0o755);
      return [program.name, sha256(readFileSync(file))];
    }),
  );
}

/** What the `package.json` of the repository says of all packages. */
interface Common {
  readonly version: string;
  readonly license: string;
  /** Address of the repository, which npm compares with the provenance. */
  readonly repository?: unknown;
}

/** The `package.json` of a platform's package. Yarn unpacks it, because a program in an archive cannot be started. */
export const packageFile = (platform: Platform, { version, license, repository }: Common) => ({
  name: platformPackage(platform),
  version,
  description: `Programs of cdknomad for ${platformName(platform)}: its Terraform providers and its parser of job files`,
  license,
  ...(repository !== undefined && { repository }),
  os: [platform.os],
  cpu: [platform.cpu],
  files: [PREBUILT_FOLDER, NOTICES],
  preferUnplugged: true,
});

const readme = (platform: Platform) =>
  `# ${platformPackage(platform)}

The programs of cdknomad for ${platformName(platform)}: its Terraform providers and its parser of job files. \`npm install cdknomad\` installs this
package on that platform; there is no reason to install it alone. [${NOTICES}](${NOTICES}) has the licenses of what the programs contain.
`;
