import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The folders where Debian keeps system programs; a plain user's PATH often lacks them. */
const SYSTEM_FOLDERS = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

/** The path of a program in PATH or the system's folders; `undefined` if it is in neither. */
export function findProgram(name: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  for (const folder of [...(env.PATH ?? "").split(delimiter), ...SYSTEM_FOLDERS]) {
    const path = join(folder || ".", name);
    try {
      accessSync(path, constants.X_OK);
      if (statSync(path).isFile()) return path;
    } catch {
      // not here: the next folder
    }
  }
  return undefined;
}
