import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import path from "node:path";

/** A process as the kernel shows it. */
export interface RunningProcess {
  readonly argv: readonly string[];
  /** Path of its program; empty if this user may not see it. */
  readonly program: string;
  /** The file `mountinfo` of its mount namespace; empty if this user may not see it, or another process is in the same one. */
  readonly mounts: string;
}

/** Returns the processes that this user sees; none on a system without `/proc`. */
export function runningProcesses(): RunningProcess[] {
  const namespaces = new Set<string>();
  return (existsSync("/proc") ? readdirSync("/proc") : [])
    .filter((name) => /^\d+$/.test(name))
    .map((id) => {
      const at = (name: string) => path.join("/proc", id, name);
      const namespace = attempt(() => readlinkSync(at("ns/mnt")));
      const isKnown = namespaces.has(namespace);
      namespaces.add(namespace);
      return {
        argv: attempt(() => readFileSync(at("cmdline"), "utf8")).split("\0"),
        program: attempt(() => readlinkSync(at("exe"))),
        mounts: isKnown ? "" : attempt(() => readFileSync(at("mountinfo"), "utf8")),
      };
    });
}

/** Returns the result, or nothing if the process ended or belongs to another user. */
function attempt(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}
