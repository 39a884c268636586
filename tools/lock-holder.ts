import { existsSync, readFileSync, statSync } from "node:fs";

/**
 * Returns the pid of the process that has the kernel's lock on a file, such as Terraform's lock on a local state; `undefined` if
 * there is none, or on a system without `/proc`.
 */
export function lockHolder(file: string): number | undefined {
  if (!existsSync("/proc/locks") || !existsSync(file)) {
    return undefined;
  }
  const { ino } = statSync(file);
  // 1: POSIX  ADVISORY  WRITE 4711 08:01:131 0 EOF
  const lines = readFileSync("/proc/locks", "utf8").split("\n");
  const held = lines.map((line) => line.trim().split(/\s+/)).find((words) => words[5]?.split(":")[2] === String(ino));
  return held && Number(held[4]);
}
