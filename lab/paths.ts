import { homedir } from "node:os";
import { join } from "node:path";

/** Name of the lab when none is given. */
export const defaultLabName = "lab";

/**
 * The folder of all labs: `XDG_STATE_HOME/cdknomad/labs`, else `~/.local/state/cdknomad/labs`.
 */
export function labsDir(env: NodeJS.ProcessEnv = process.env): string {
  return join(env.XDG_STATE_HOME || join(homedir(), ".local", "state"), "cdknomad", "labs");
}

/** What a lab keeps where. The folder is its owner's only (0700) and is removed by `lab down`. */
export interface LabPaths {
  readonly dir: string;
  /** How to reach the lab; no secrets. */
  readonly record: string;
  /** What the supervisor was started with; no secrets. */
  readonly plan: string;
  readonly supervisorPid: string;
  readonly nomadToken: string;
  readonly consulToken: string;
  /** Certificates of a lab with TLS: the authorities' and those of whoever uses the lab from this machine. */
  readonly tls: string;
  /** Logs of what does not run on a host: supervisor and registry. */
  readonly logDir: string;
  /** Logs of a start that failed; outside of `dir`, so that they outlive it. */
  readonly failed: string;
  /** Laid over every host's /etc. */
  readonly etc: string;
  /** A host's disk. */
  hostDir(host: string): string;
}

/**
 * @param name - Name of the lab.
 * @throws Error if the name could not be a host name or a file name.
 */
export function labPaths(name: string, env: NodeJS.ProcessEnv = process.env): LabPaths {
  if (!/^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/.test(name)) {
    throw new Error(
      `lab name "${name}": want 1 to 32 lower-case letters, digits and dashes, such as "${defaultLabName}"`,
    );
  }
  const dir = join(labsDir(env), name);
  return {
    dir,
    record: join(dir, "lab.json"),
    plan: join(dir, "plan.json"),
    supervisorPid: join(dir, "supervisor.pid"),
    nomadToken: join(dir, "nomad.token"),
    consulToken: join(dir, "consul.token"),
    tls: join(dir, "tls"),
    logDir: join(dir, "log"),
    failed: join(labsDir(env), "..", "failed", name),
    etc: join(dir, "etc"),
    hostDir: (host) => join(dir, "hosts", host),
  };
}
