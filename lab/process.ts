import { readFileSync } from "node:fs";

/**
 * When a process was started, in clock ticks since boot; `undefined` if there is no such process or it is dead and only
 * not yet collected. Number and start time together name a process for good: numbers are used again.
 */
export function startTime(pid: number): number | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return undefined;
  }
  // the second field is the program's name in brackets and may itself hold brackets and spaces
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields[0] === "Z" ? undefined : Number(fields[19]);
}

/** Ends a process at once and waits until the kernel has let go of it. */
export async function kill(pid: number): Promise<void> {
  const began = startTime(pid);
  if (began === undefined) return;
  process.kill(pid, "SIGKILL");
  while (startTime(pid) === began) await new Promise((resolve) => setTimeout(resolve, 10));
}
