import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { labDown } from "./down";
import { findLab } from "./lab";
import { withLabLock } from "./lock";
import { labPaths, labsDir } from "./paths";
import { startTime } from "./process";

/** Milliseconds between two looks at the users of a lab. */
const INTERVAL = 500;

/** One file per process that uses a lab. It is not in the lab's folder, because a user registers before the lab starts. */
const usersFolder = (name: string) => path.join(labsDir(), "..", "users", name);

/** Exists if the lab stays when its users have ended. It is removed with the lab. */
const keptFile = (name: string) => path.join(labPaths(name).dir, "kept");

/** Registers a process as a user of a lab. The lab may not run yet. */
export function addLabUser(name: string, pid: number): void {
  mkdirSync(usersFolder(name), { recursive: true, mode: 0o700 });
  writeFileSync(path.join(usersFolder(name), `${pid}-${startTime(pid)}`), "");
}

/** Makes a running lab stay when its users have ended. */
export function keepLab(name: string): void {
  writeFileSync(keptFile(name), "");
}

/** Whether a process that uses the lab is running. Entries of processes that ended are removed. */
export function hasLabUsers(name: string): boolean {
  const folder = usersFolder(name);
  return (existsSync(folder) ? readdirSync(folder) : []).some((entry) => {
    const [pid, began] = entry.split("-").map(Number);
    if (startTime(pid ?? 0) === began) {
      return true;
    }
    rmSync(path.join(folder, entry), { force: true });
    return false;
  });
}

/**
 * Waits until all users of a lab have ended, and then removes the lab. It returns without removing it if the lab is kept, was
 * taken down, or was replaced by another one with the same name.
 *
 * @param supervisorPid the pid of the lab's supervisor
 */
export async function takeDownWhenUnused(name: string, supervisorPid: number): Promise<void> {
  for (;;) {
    if (findLab(name)?.supervisorPid !== supervisorPid || existsSync(keptFile(name))) {
      return;
    }
    if (!hasLabUsers(name)) {
      // A user that registered meanwhile waits for the lock until the lab is removed, or is seen here.
      await withLabLock(
        name,
        () => {},
        async () => {
          if (!hasLabUsers(name) && !existsSync(keptFile(name)) && findLab(name)?.supervisorPid === supervisorPid) {
            await labDown(name);
          }
        },
      );
    }
    await new Promise((resolve) => setTimeout(resolve, INTERVAL));
  }
}
