import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Egress } from "./egress";
import { labPaths } from "./paths";
import { startTime } from "./process";
import type { Servers } from "./servers";
import type { Host } from "./topology";

/** Content of a lab's `lab.json`: its addresses, without secrets. */
export interface LabRecord {
  readonly name: string;
  readonly nomadAddr: string;
  readonly consulAddr: string;
  /** Registry to which images are pushed, the same on this machine and on the nodes, such as `localhost:5100`. */
  readonly registryAddr: string;
  /** Whether Nomad and Consul require certificates. */
  readonly tls: boolean;
  readonly nodes: readonly Host[];
  readonly client: Host;
  /** The machine of the servers. @default - each node is one */
  readonly server?: Host;
  /** Digest of the inventory of the cluster that the lab is like. @default - it is like none */
  readonly like?: string;
  /** @default - the lab was started by an earlier version of cdknomad */
  readonly servers?: Servers;
  /** @default - the lab reaches nothing outside of it */
  readonly egress?: Egress;
  readonly supervisor: { readonly pid: number; readonly startTime: number; readonly program: string };
  /** Whether the start completed; otherwise it was interrupted. */
  readonly ready: boolean;
}

/** Writes the record atomically. */
export function writeRecord(record: LabRecord): void {
  const { record: path } = labPaths(record.name);
  writeFileSync(`${path}.tmp`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.tmp`, path);
}

/** Returns the record of a lab, or `undefined` if there is none. */
export function readRecord(name: string): LabRecord | undefined {
  try {
    return JSON.parse(readFileSync(labPaths(name).record, "utf8")) as LabRecord;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}

/** Whether the supervisor of a recorded lab is still running. */
export function isRunning(record: LabRecord): boolean {
  return startTime(record.supervisor.pid) === record.supervisor.startTime;
}
