import { existsSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Returns the mount points of the control group hierarchies from the text of `/proc/self/mountinfo`. */
export function cgroupMounts(mountinfo: string): string[] {
  return mountinfo
    .split("\n")
    .filter((line) => / - cgroup2? /.test(line))
    .map((line) => line.split(" ")[4] as string);
}

/**
 * Resumes the paused containers of a lab, or of one host only. A killed process that is frozen does not end, so that every
 * wait for it would be endless.
 */
export function thawCgroups(lab: string, host = ""): void {
  for (const mount of cgroupMounts(readFileSync("/proc/self/mountinfo", "utf8"))) {
    const root = path.join(mount, `cdknomad-${lab}`, host);
    if (!existsSync(root)) {
      continue;
    }
    for (const entry of readdirSync(root, { recursive: true, encoding: "utf8" })) {
      if (entry.endsWith("/freezer.state")) {
        writeFileSync(path.join(root, entry), "THAWED");
      }
      if (entry.endsWith("/cgroup.freeze")) {
        writeFileSync(path.join(root, entry), "0");
      }
    }
  }
}

/** Longest time that the kernel may take to remove killed processes, in milliseconds. */
const PATIENCE = 10_000;

/**
 * Removes the control groups of a lab, or of one host only. Their processes must have been killed. The kernel keeps a group
 * until its last process is gone, so this waits for it.
 *
 * @throws Error if a group stays in use.
 */
export async function removeCgroups(lab: string, host = ""): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  for (const mount of cgroupMounts(readFileSync("/proc/self/mountinfo", "utf8"))) {
    await removeGroup(path.join(mount, `cdknomad-${lab}`, host), deadline);
  }
}

async function removeGroup(dir: string, deadline: number): Promise<void> {
  if (!existsSync(dir)) {
    return;
  }
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      await removeGroup(path.join(dir, entry.name), deadline);
    }
  }
  for (;;) {
    try {
      return rmdirSync(dir);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EBUSY" || Date.now() > deadline) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
