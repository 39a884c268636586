import { existsSync, readFileSync, rmSync } from "node:fs";
import { CodedError } from "../errors";
import { type Progress, silent } from "../tools/progress";
import { ensureTool } from "../tools/tool";
import { runAsRoot } from "./as-root";
import { noteLabUse } from "./cache";
import { endLab } from "./control";
import { labPaths } from "./paths";
import { untilEnded } from "./process";
import { isRunning, readRecord } from "./record";

/**
 * Stops a lab in any state and removes all of it. The supervisor does what only root can do. If it does not run, root removes what it
 * left, which can ask for a password of sudo.
 *
 * @returns whether the lab existed.
 * @throws CodedError if sudo refuses, or if a control group stays in use
 */
export async function labDown(name: string, progress: Progress = silent): Promise<boolean> {
  noteLabUse(name);
  const was = await takeDown(name, progress);
  rmSync(labPaths(name).failed, { recursive: true, force: true });
  return was;
}

/** Like {@link labDown}, but keeps the logs of a failed start until the next start or {@link labDown}. */
export async function takeDown(name: string, progress: Progress): Promise<boolean> {
  const paths = labPaths(name);
  if (!existsSync(paths.dir)) {
    return false;
  }
  const title = `taking lab "${name}" down`;
  const pid = supervisorPid(name);
  const ended = pid !== undefined && (await progress.step(title, () => endRunning(name, pid)));
  // A supervisor that never ran left nothing.
  if (!ended && existsSync(paths.supervisorPid)) {
    const program = await ensureTool("supervisor", progress);
    const { code, stderr } = await runAsRoot(program, ["clean", paths.dir], `${title}, by force`, progress);
    if (code !== 0) {
      throw new CodedError("lab-failed", `lab "${name}" cannot be removed: ${stderr.trim()}`);
    }
  }
  rmSync(paths.dir, { recursive: true, force: true, maxRetries: 3 });
  return true;
}

/** Asks the supervisor of a lab to end it. @returns whether it did; it may not run, be stuck, or be of another version */
async function endRunning(name: string, pid: number): Promise<boolean> {
  try {
    await endLab(name);
  } catch {
    return false;
  }
  await untilEnded(pid);
  return true;
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
