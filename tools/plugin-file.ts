import { copyFileSync, existsSync, linkSync, mkdirSync, readlinkSync, rmSync, statSync, symlinkSync } from "node:fs";
import path from "node:path";
import { goPlatform, type Platform, programFile, thisPlatform } from "./platform";
import type { ProviderRequirement } from "./stack-configuration";

/**
 * Returns the path at which Terraform and OpenTofu find a provider in the folder of a stack without configuration.
 *
 * @see https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories
 */
export function pluginFile(folder: string, { source, version }: ProviderRequirement, platform = thisPlatform): string {
  const { os, arch } = goPlatform(platform);
  const name = programFile(`terraform-provider-${source.split("/").at(-1)}_v${version}`, platform);
  return path.join(folder, "terraform.d", "plugins", ...source.split("/"), version, `${os}_${arch}`, name);
}

/**
 * Makes a program available at another path: by a symbolic link, or on Windows, where only administrators may create those, by a hard
 * link, or by a copy if the two are on different disks.
 *
 * @returns whether the path has another program now
 */
export function placePlugin(program: string, target: string, { os }: Platform = thisPlatform): "new" | "kept" {
  const isWindows = os === "win32";
  if (existsSync(target) && (isWindows ? isSameFile(program, target) : readlinkSync(target) === program)) {
    return "kept";
  }
  mkdirSync(path.dirname(target), { recursive: true });
  rmSync(target, { force: true });
  if (isWindows) {
    linkOrCopy(program, target);
  } else {
    symlinkSync(program, target);
  }
  return "new";
}

function isSameFile(one: string, other: string): boolean {
  const [a, b] = [one, other].map((file) => statSync(file, { bigint: true }));
  return a?.dev === b?.dev && a?.ino === b?.ino;
}

function linkOrCopy(program: string, target: string): void {
  try {
    linkSync(program, target);
  } catch {
    copyFileSync(program, target);
  }
}
