import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";

/** Debian's folders of system programs, which the PATH of an ordinary user often lacks. */
const SYSTEM_FOLDERS = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

/**
 * Returns the path of a program in PATH or in the system's folders, or `undefined`. A name with a slash is a path, as in a
 * shell.
 */
export function findProgram(name: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folders = [...(env.PATH ?? "").split(path.delimiter), ...SYSTEM_FOLDERS];
  for (const file of name.includes("/")
    ? [path.resolve(name)]
    : folders.map((folder) => path.join(folder || ".", name))) {
    try {
      accessSync(file, constants.X_OK);
      if (statSync(file).isFile()) {
        return file;
      }
    } catch {
      // The next folder can have it.
    }
  }
  return undefined;
}
