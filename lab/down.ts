import { existsSync, readFileSync, rmSync } from "node:fs";
import { noteLabUse } from "./cache";
import { removeCgroups, thawCgroups } from "./cgroups";
import { labPaths } from "./paths";
import { kill } from "./process";
import { isRunning, readRecord } from "./record";

/**
 * Stops a lab in any state and removes all of it. When the supervisor ends, the kernel ends all processes of the lab and
 * removes their namespaces, mounts, links, and firewall rules. This function removes control groups and files.
 *
 * @returns whether the lab existed.
 */
export async function labDown(name: string): Promise<boolean> {
  noteLabUse(name);
  const was = await takeDown(name);
  rmSync(labPaths(name).failed, { recursive: true, force: true });
  return was;
}

/** Like {@link labDown}, but keeps the logs of a failed start until the next start or {@link labDown}. */
export async function takeDown(name: string): Promise<boolean> {
  const paths = labPaths(name);
  const there = existsSync(paths.dir);
  const pid = supervisorPid(name);
  thawCgroups(name);
  if (pid !== undefined) {
    await kill(pid);
  }
  await removeCgroups(name);
  rmSync(paths.dir, { recursive: true, force: true, maxRetries: 3 });
  return there;
}

/** Returns the pid of a lab's running supervisor, also if the start was interrupted before its record was written. */
function supervisorPid(name: string): number | undefined {
  const record = readRecord(name);
  if (record) {
    return isRunning(record) ? record.supervisor.pid : undefined;
  }
  const { supervisorPid: path } = labPaths(name);
  if (!existsSync(path)) {
    return undefined;
  }
  const pid = Number(readFileSync(path, "utf8"));
  // The kernel can have reused the pid for another process.
  return isSupervisorOf(name, pid) ? pid : undefined;
}

function isSupervisorOf(name: string, pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").startsWith(`cdknomad-lab-${name}\0`);
  } catch {
    return false;
  }
}
