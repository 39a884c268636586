import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { labPaths } from "./paths";

/**
 * Copies the logs of a lab that did not come up, one folder a host, before all of it is removed.
 *
 * @returns where they are.
 */
export function keepLogs(name: string): string {
  const { failed, hostDir, logDir } = labPaths(name);
  rmSync(failed, { recursive: true, force: true });
  mkdirSync(failed, { recursive: true, mode: 0o700 });
  const keep = (from: string, as: string) => {
    if (existsSync(from)) cpSync(from, join(failed, as), { recursive: true });
  };
  keep(logDir, "lab");
  const hosts = hostDir("");
  for (const host of existsSync(hosts) ? readdirSync(hosts) : []) keep(join(hosts, host, "log"), host);
  return failed;
}
