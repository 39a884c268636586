import { existsSync, readFileSync, statSync } from "node:fs";

/**
 * The id of the process that holds the kernel's lock on a file, as Terraform takes one on a local state; nothing where
 * nobody does, or where there is no `/proc` to ask.
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
