import { cpSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { logFolders } from "./log-folders";
import { labPaths } from "./paths";

/**
 * Copies the logs of a lab whose start failed, one folder per host, before the lab is removed.
 *
 * @returns the folder of the logs.
 */
export function keepLogs(name: string): string {
  const paths = labPaths(name);
  rmSync(paths.failed, { recursive: true, force: true });
  mkdirSync(paths.failed, { recursive: true, mode: 0o700 });
  for (const [host, folder] of logFolders(paths)) {
    cpSync(folder, path.join(paths.failed, host), { recursive: true });
  }
  return paths.failed;
}
