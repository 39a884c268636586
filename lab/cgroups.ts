import { existsSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Mount points of the control group hierarchies in the text of `/proc/self/mountinfo`. */
export function cgroupMounts(mountinfo: string): string[] {
  return mountinfo
    .split("\n")
    .filter((line) => / - cgroup2? /.test(line))
    .map((line) => line.split(" ")[4] as string);
}

/**
 * Lets the processes of a lab's paused containers go on; with `host`, of one host's only. A frozen process does not end
 * when it is killed, and what waits for it waits for ever.
 */
export function thawCgroups(lab: string, host = ""): void {
  for (const mount of cgroupMounts(readFileSync("/proc/self/mountinfo", "utf8"))) {
    const root = join(mount, `cdknomad-${lab}`, host);
    if (!existsSync(root)) continue;
    for (const entry of readdirSync(root, { recursive: true, encoding: "utf8" })) {
      if (entry.endsWith("/freezer.state")) writeFileSync(join(root, entry), "THAWED");
      if (entry.endsWith("/cgroup.freeze")) writeFileSync(join(root, entry), "0");
    }
  }
}

/** How long the kernel may take to let go of processes that were killed, in milliseconds. */
const PATIENCE = 10_000;

/**
 * Removes what is left of a lab's control groups; with `host`, of one host's only. Their processes must have been
 * killed; the kernel keeps a group until the last of them is really gone, which is waited for.
 *
 * @throws Error if a group stays in use.
 */
export async function removeCgroups(lab: string, host = ""): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  for (const mount of cgroupMounts(readFileSync("/proc/self/mountinfo", "utf8"))) {
    await removeGroup(join(mount, `cdknomad-${lab}`, host), deadline);
  }
}

async function removeGroup(dir: string, deadline: number): Promise<void> {
  if (!existsSync(dir)) return;
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    if (entry.isDirectory()) await removeGroup(join(dir, entry.name), deadline);
  }
  for (;;) {
    try {
      return rmdirSync(dir);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EBUSY" || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
