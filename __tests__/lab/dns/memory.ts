import { readdirSync, readFileSync } from "node:fs";
import type { Lab } from "../../../lab";

/** What a lab takes of this machine's memory, in bytes. */
export interface Memory {
  /** The proportional set size of all its processes: what they have to themselves, and their share of what is shared. */
  readonly pss: number;
  /** What the kernel counts for the lab's control group: also files that were read, which it drops when memory is scarce. */
  readonly cgroup: number;
}

/** Measures a lab by its processes, which are all descendants of its supervisor. */
export function memoryOf({ name, supervisorPid }: Lab): Memory {
  const parents = new Map(
    readdirSync("/proc")
      .filter((entry) => /^\d+$/.test(entry))
      .map((pid) => [Number(pid), Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1])]),
  );
  const within = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === supervisorPid || within(parents.get(pid)));
  const sizes = [...parents.keys()]
    .filter(within)
    .map((pid) => Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) * 1024);
  const group = `cdknomad-${name}`;
  const cgroup =
    read(`/sys/fs/cgroup/${group}/memory.current`) || read(`/sys/fs/cgroup/memory/${group}/memory.usage_in_bytes`);
  return { pss: sizes.reduce((sum, size) => sum + size, 0), cgroup: Number(cgroup) };
}

/** The text of a file of the kernel's; none when its process has ended meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
