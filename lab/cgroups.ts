import { readdirSync, readFileSync, rmdirSync } from "node:fs";
import { join } from "node:path";

/** Mount points of the control group hierarchies in the text of `/proc/self/mountinfo`. */
export function cgroupMounts(mountinfo: string): string[] {
  return mountinfo
    .split("\n")
    .filter((line) => / - cgroup2? /.test(line))
    .map((line) => line.split(" ")[4] as string);
}

/**
 * Removes what is left of a lab's control groups; with `host`, of one host's only. Their processes must be gone: the
 * kernel refuses to remove a group that has any.
 */
export function removeCgroups(lab: string, host = ""): void {
  for (const mount of cgroupMounts(readFileSync("/proc/self/mountinfo", "utf8"))) {
    removeGroup(join(mount, `cdknomad-${lab}`, host));
  }
}

function removeGroup(dir: string): void {
  let entries: { name: string; isDirectory(): boolean }[];
  try {
    entries = readdirSync(dir, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  for (const entry of entries) if (entry.isDirectory()) removeGroup(join(dir, entry.name));
  rmdirSync(dir);
}
