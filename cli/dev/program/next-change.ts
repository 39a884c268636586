import { pause } from "../pause";
import type { WatchedFiles } from "./watched-files";

/** Milliseconds between two looks at the watched files. */
const LOOK = 100;
/** How much longer the pause is than a look, so that thousands of files or a slow file system do not keep the processor busy. */
const LEAST_REST = 40;
/** Milliseconds in which no file may change before the program runs: an editor writes a file in several steps. */
const SETTLE = 40;

/** Waits until a watched file has changed, or the signal aborts. @returns the changed files */
export async function firstChange(files: WatchedFiles, signal: AbortSignal): Promise<readonly string[]> {
  for (;;) {
    const began = Date.now();
    const changed = files.changed();
    if (changed.length > 0 || signal.aborted) {
      return changed;
    }
    await pause(Math.max(LOOK, LEAST_REST * (Date.now() - began)), signal);
  }
}

/** Waits until watched files have changed and no file changes anymore, or the signal aborts. @returns the changed files */
export async function settledChange(files: WatchedFiles, signal: AbortSignal): Promise<readonly string[]> {
  for (;;) {
    await firstChange(files, signal);
    const before = files.state();
    await pause(SETTLE, signal);
    const changed = files.changed();
    // An editor may have put the old file back.
    if (signal.aborted || (changed.length > 0 && files.state() === before)) {
      return changed;
    }
  }
}
