import { existsSync, readFileSync, rmSync } from "node:fs";
import { removeCgroups, thawCgroups } from "./cgroups";
import { labPaths } from "./paths";
import { kill } from "./process";
import { isRunning, readRecord } from "./record";

/**
 * Takes a lab down, whatever state it is in, and leaves nothing: with the supervisor the kernel ends all its processes,
 * and with these go namespaces, mounts, links and firewall rules; control groups and files are removed here.
 *
 * @returns whether there was anything to take down.
 */
export async function labDown(name: string): Promise<boolean> {
  const was = await takeDown(name);
  rmSync(labPaths(name).failed, { recursive: true, force: true });
  return was;
}

/** As {@link labDown}, but the logs of a start that failed are kept, until the next start or {@link labDown}. */
export async function takeDown(name: string): Promise<boolean> {
  const paths = labPaths(name);
  const there = existsSync(paths.dir);
  const pid = supervisorPid(name);
  thawCgroups(name);
  if (pid !== undefined) await kill(pid);
  await removeCgroups(name);
  rmSync(paths.dir, { recursive: true, force: true, maxRetries: 3 });
  return there;
}

/** The supervisor of a lab if it runs, also of one that was interrupted before its record was written. */
function supervisorPid(name: string): number | undefined {
  const record = readRecord(name);
  if (record) return isRunning(record) ? record.supervisor.pid : undefined;
  const { supervisorPid: path } = labPaths(name);
  if (!existsSync(path)) return undefined;
  const pid = Number(readFileSync(path, "utf8"));
  // the number may have gone to another process since: ours says its name
  return isSupervisorOf(name, pid) ? pid : undefined;
}

function isSupervisorOf(name: string, pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").startsWith(`cdknomad-lab-${name}\0`);
  } catch {
    return false;
  }
}
