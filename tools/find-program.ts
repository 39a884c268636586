import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";
import { type Platform, programFile, thisPlatform } from "./platform";

/** Debian's folders of system programs, which the PATH of an ordinary user often lacks. */
const SYSTEM_FOLDERS = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

/**
 * Returns the path of a program in PATH or in the system's folders, or `undefined`. A name with a slash is a path, as in a
 * shell. On Windows the name needs no `.exe`.
 */
export function findProgram(
  name: string,
  env: NodeJS.ProcessEnv = process.env,
  platform: Platform = thisPlatform,
): string | undefined {
  const folders = [...(env.PATH ?? "").split(path.delimiter), ...SYSTEM_FOLDERS];
  const file = name.endsWith(".exe") ? name : programFile(name, platform);
  for (const place of name.includes("/") || name.includes(path.sep)
    ? [path.resolve(file)]
    : folders.map((folder) => path.join(folder || ".", file))) {
    try {
      accessSync(place, constants.X_OK);
      if (statSync(place).isFile()) {
        return place;
      }
    } catch {
      // The next folder can have it.
    }
  }
  return undefined;
}
