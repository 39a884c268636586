import { homedir } from "node:os";
import path from "node:path";
import { CodedError } from "../errors";

/** Default name of a lab. */
export const defaultLabName = "lab";

/**
 * Returns the folder of all labs: `XDG_STATE_HOME/cdknomad/labs`, or `~/.local/state/cdknomad/labs`.
 */
export function labsDir(env: NodeJS.ProcessEnv = process.env): string {
  return path.join(env.XDG_STATE_HOME || path.join(homedir(), ".local", "state"), "cdknomad", "labs");
}

/** Paths of a lab's files. The folder has mode 0700, and `lab down` removes it. */
export interface LabPaths {
  readonly dir: string;
  /** Addresses of the lab, without secrets. */
  readonly record: string;
  /** Input of the supervisor, without secrets. */
  readonly plan: string;
  /** Inventory of the cluster that the lab is like; it exists in such a lab only. */
  readonly inventory: string;
  readonly supervisorPid: string;
  readonly nomadToken: string;
  readonly consulToken: string;
  /** Certificates of a lab with TLS: of its authorities, and of the commands on this machine. */
  readonly tls: string;
  /** Logs of the processes that run on no host: supervisor and registry. */
  readonly logDir: string;
  /** Logs of a failed start; outside `dir`, so that they remain when it is removed. */
  readonly failed: string;
  /** Folder that is mounted over the /etc of every host. */
  readonly etc: string;
  /** Returns the folder that is the disk of a host. */
  hostDir(host: string): string;
}

/**
 * @param name - Name of the lab.
 * @throws Error if the name is not valid as a host name and a file name.
 */
export function labPaths(name: string, env: NodeJS.ProcessEnv = process.env): LabPaths {
  if (!/^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/.test(name)) {
    throw new CodedError(
      "arguments-invalid",
      `lab name "${name}": want 1 to 32 lower-case letters, digits and dashes, such as "${defaultLabName}"`,
    );
  }
  const dir = path.join(labsDir(env), name);
  return {
    dir,
    record: path.join(dir, "lab.json"),
    plan: path.join(dir, "plan.json"),
    inventory: path.join(dir, "inventory.json"),
    supervisorPid: path.join(dir, "supervisor.pid"),
    nomadToken: path.join(dir, "nomad.token"),
    consulToken: path.join(dir, "consul.token"),
    tls: path.join(dir, "tls"),
    logDir: path.join(dir, "log"),
    failed: path.join(labsDir(env), "..", "failed", name),
    etc: path.join(dir, "etc"),
    hostDir: (host) => path.join(dir, "hosts", host),
  };
}
