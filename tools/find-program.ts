import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";

/** The folders where Debian keeps system programs; a plain user's PATH often lacks them. */
const SYSTEM_FOLDERS = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

/**
 * The path of a program in PATH or the system's folders; `undefined` if it is in neither. A name with a slash is a path
 * itself, as for a shell, and is looked for nowhere else.
 */
export function findProgram(name: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folders = [...(env.PATH ?? "").split(delimiter), ...SYSTEM_FOLDERS];
  for (const path of name.includes("/") ? [resolve(name)] : folders.map((folder) => join(folder || ".", name))) {
    try {
      accessSync(path, constants.X_OK);
      if (statSync(path).isFile()) return path;
    } catch {
      // not this one: the next
    }
  }
  return undefined;
}
