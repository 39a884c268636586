import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { CodedError } from "../errors";
import { buildKey } from "./build-key";
import { packageRoot, repositoryRoot } from "./cache";
import type { GoProgram } from "./go-build";
import { type Platform, platformName, programFile, thisPlatform } from "./platform";

/** File of the published package with the checksums of all prebuilt programs. A clone has none, so it builds everything. */
export const PREBUILT_FILE = "prebuilt.json";

/** Folder of the programs in a platform's package. */
export const PREBUILT_FOLDER = "bin";

/** The programs that the packages of a release contain. */
export interface Prebuilt {
  /** Version of the package `cdknomad` and of each platform's package. */
  readonly version: string;
  /** Keys of the sources, by the names of the programs. */
  readonly sources: Readonly<Record<string, string>>;
  /** SHA-256 of each program's file, by the names of the platforms and of the programs. */
  readonly checksums: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Where prebuilt programs are searched for. */
export interface PrebuiltPlace {
  /** Folder with {@link PREBUILT_FILE}. */
  readonly manifest: string;
  /** Folder from which Node finds the platform's package. */
  readonly from: string;
  readonly platform: Platform;
}

const installed: PrebuiltPlace = { manifest: repositoryRoot, from: packageRoot, platform: thisPlatform };

/** The command that installs the package of this platform if an earlier install left it out. */
export const installCommand = "npm install --include=optional";

/** Returns the name of the npm package with the programs for a platform. */
export const platformPackage = (platform: Platform): string => `@cdknomad/${platformName(platform)}`;

/** Returns a key of a program's sources that is the same for all toolchains and platforms. */
export const sourceKey = ({ dir, packagePath, tags = [] }: GoProgram): string =>
  buildKey(dir, { packagePath, tags, withCgo: false, toolchain: "prebuilt" });

/**
 * Returns the path of a program in the package of this platform. `undefined` if the release has none, if the package is not installed, or
 * if the sources of the program are not those of the release, for example because a user patched them.
 *
 * @throws CodedError if the file of the program is missing or is not the one of the release
 */
export function prebuiltProgram(program: GoProgram, place: PrebuiltPlace = installed): string | undefined {
  const released = releasedProgram(program, place);
  if (released?.folder === undefined) {
    return undefined;
  }
  const { version, checksum, folder } = released;
  const file = path.join(folder, PREBUILT_FOLDER, programFile(program.name, place.platform));
  const got = existsSync(file) ? sha256(readFileSync(file)) : undefined;
  if (got !== checksum) {
    throw new CodedError(
      "checksum-wrong",
      `${file}: is not the file of cdknomad ${version}: got ${got === undefined ? "no file" : `SHA-256 ${got}`}, accepted is SHA-256 ${checksum}; remove the folder ${folder} and run npm install`,
    );
  }
  return file;
}

/** Returns the name of the package that has a program for this platform but is not installed; `undefined` if it is or there is none. */
export function missingPackage(program: GoProgram, place: PrebuiltPlace = installed): string | undefined {
  const released = releasedProgram(program, place);
  return released !== undefined && released.folder === undefined ? platformPackage(place.platform) : undefined;
}

/** A program of the release whose sources are those of this installation. */
interface ReleasedProgram {
  readonly version: string;
  readonly checksum: string;
  /** Folder of the platform's package in the same version. @default - it is not installed */
  readonly folder?: string;
}

function releasedProgram(program: GoProgram, place: PrebuiltPlace): ReleasedProgram | undefined {
  const manifest = path.join(place.manifest, PREBUILT_FILE);
  if (!existsSync(manifest)) {
    return undefined;
  }
  const { version, sources, checksums } = JSON.parse(readFileSync(manifest, "utf8")) as Prebuilt;
  const checksum = checksums[platformName(place.platform)]?.[program.name];
  if (checksum === undefined || sources[program.name] !== sourceKey(program)) {
    return undefined;
  }
  const folder = packageFolder(place, version);
  return { version, checksum, ...(folder !== undefined && { folder }) };
}

/** Returns the folder of the platform's package. One of another version is the package of another cdknomad. */
function packageFolder({ from, platform }: PrebuiltPlace, version: string): string | undefined {
  const { resolve } = createRequire(path.join(from, "package.json"));
  try {
    const file = resolve(`${platformPackage(platform)}/package.json`);
    return JSON.parse(readFileSync(file, "utf8")).version === version ? path.dirname(file) : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the SHA-256 of a file's content. */
export const sha256 = (content: Buffer): string => createHash("sha256").update(content).digest("hex");
