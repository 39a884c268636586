import { existsSync, statfsSync, statSync } from "node:fs";
import path from "node:path";
import { localStateOf } from "../stack/backend";
import type { Stack } from "../stack/stack";
import { type Finding, problem } from "./finding";

/** What a plan or an apply needs in each folder in addition to several copies of the states. */
const LEAST = 1024 * 1024;

/** How many copies of a state are written: state, backup, plan, and their temporary files. */
const COPIES = 4;

/**
 * Checks that each folder has space for the states and plans of the stacks. Without space, Terraform cuts a state off.
 *
 * @param others folders in addition to those of the stacks, such as the folder of the plans
 * @param freeIn returns the free bytes of a folder
 */
export function checkFreeSpace(
  stacks: readonly Stack[],
  others: readonly string[],
  freeIn: (folder: string) => number = freeBytes,
): readonly Finding[] {
  const needed = new Map<string, number>();
  let all = 0;
  for (const stack of stacks) {
    const state = localStateOf(stack);
    const size = COPIES * (state && existsSync(state) ? statSync(state).size : 0);
    all += size;
    for (const folder of [stack.folder, ...(state ? [path.dirname(state)] : [])]) {
      const existing = existingFolder(folder);
      needed.set(existing, (needed.get(existing) ?? LEAST) + size);
    }
  }
  for (const folder of others.map(existingFolder)) {
    needed.set(folder, Math.max(needed.get(folder) ?? 0, LEAST + all));
  }
  return [...needed].flatMap(([folder, bytes]) => {
    const free = freeIn(folder);
    return free >= bytes
      ? []
      : problem(
          "no-space",
          `${path.relative(process.cwd(), folder) || "."}: got ${kilobytes(free)} of free space, want at least ${kilobytes(bytes)} for the states and plans; free space and run the command again`,
        );
  });
}

/** Returns the closest parent that exists. */
function existingFolder(folder: string): string {
  const absolute = path.resolve(folder);
  return existsSync(absolute) || absolute === path.dirname(absolute)
    ? absolute
    : existingFolder(path.dirname(absolute));
}

function freeBytes(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY; // a file system that does not say
  }
}

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} KiB`;
}
