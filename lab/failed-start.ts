import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { labPaths } from "./paths";

/**
 * Copies the logs of a lab whose start failed, one folder per host, before the lab is removed.
 *
 * @returns the folder of the logs.
 */
export function keepLogs(name: string): string {
  const { failed, hostDir, logDir } = labPaths(name);
  rmSync(failed, { recursive: true, force: true });
  mkdirSync(failed, { recursive: true, mode: 0o700 });
  const keep = (from: string, as: string) => {
    if (existsSync(from)) {
      cpSync(from, path.join(failed, as), { recursive: true });
    }
  };
  keep(logDir, "lab");
  const hosts = hostDir("");
  for (const host of existsSync(hosts) ? readdirSync(hosts) : []) {
    keep(path.join(hosts, host, "log"), host);
  }
  return failed;
}
