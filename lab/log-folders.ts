import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import type { LabPaths } from "./paths";

/** Returns the folders with the logs of a lab by host, those of the supervisor and the registry as `lab`. */
export function logFolders({
  logDir,
  hostDir,
}: Pick<LabPaths, "logDir" | "hostDir">): [host: string, folder: string][] {
  const hosts = hostDir("");
  const names = existsSync(hosts) ? readdirSync(hosts) : [];
  const all: [string, string][] = [
    ["lab", logDir],
    ...names.map((name): [string, string] => [name, path.join(hosts, name, "log")]),
  ];
  return all.filter(([, folder]) => existsSync(folder));
}
