import { readFileSync } from "node:fs";

/**
 * Returns the start time of a process in clock ticks since boot, or `undefined` if it does not exist or is a zombie. Pid and
 * start time together identify a process, because the kernel reuses pids.
 */
export function startTime(pid: number): number | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return undefined;
  }
  // The second field is the name of the program in parentheses, which can contain parentheses and spaces.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields[0] === "Z" ? undefined : Number(fields[19]);
}

/** Waits until the kernel has removed a process. */
export async function untilEnded(pid: number): Promise<void> {
  const began = startTime(pid);
  while (began !== undefined && startTime(pid) === began) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
