import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { labPaths } from "./paths";
import { startTime } from "./process";
import type { Host } from "./topology";

/** What a lab's `lab.json` says: how to reach it. There is no secret in it. */
export interface LabRecord {
  readonly name: string;
  readonly nomadAddr: string;
  readonly consulAddr: string;
  /** Whether Nomad and Consul ask for certificates. */
  readonly tls: boolean;
  readonly nodes: readonly Host[];
  readonly client: Host;
  readonly supervisor: { readonly pid: number; readonly startTime: number };
  /** Set when everything has answered once; a lab without it was interrupted while starting. */
  readonly ready: boolean;
}

/** Writes the record whole or not at all. */
export function writeRecord(record: LabRecord): void {
  const { record: path } = labPaths(record.name);
  writeFileSync(`${path}.tmp`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.tmp`, path);
}

/** The record of a lab that exists; `undefined` if it does not, or never got as far. */
export function readRecord(name: string): LabRecord | undefined {
  try {
    return JSON.parse(readFileSync(labPaths(name).record, "utf8")) as LabRecord;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Whether the supervisor of a recorded lab is the process that it was. */
export function isRunning(record: LabRecord): boolean {
  return startTime(record.supervisor.pid) === record.supervisor.startTime;
}
