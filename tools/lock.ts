import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";

/** After how many milliseconds of waiting for a lock the user is told. */
const PATIENCE = 500;

/**
 * Runs `work` while no other process does the same under this lock file.
 *
 * The kernel's file lock is held by a `flock` process that ends when our end of its pipe closes, which happens however
 * we die: a lock cannot be left behind. Where there is no `flock` program (macOS) the work runs unlocked; all our
 * users publish by an atomic rename, so the worst is that work is done twice.
 *
 * @param onWait - Called once when somebody else holds the lock.
 */
export async function withLock<T>(file: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  // its own process group: Ctrl-C is for us to handle, and we still hold the lock while we do
  const holder = spawn("flock", [file, "sh", "-c", "echo held; exec cat >/dev/null"], {
    stdio: ["pipe", "pipe", "inherit"],
    detached: true,
  });
  const waiting = setTimeout(onWait, PATIENCE);
  const held = await Promise.race([
    once(holder.stdout, "data").then(() => true),
    once(holder, "error").then(() => false),
    once(holder, "exit").then(() => Promise.reject(new Error(`${file}: cannot be locked`))),
  ]).finally(() => clearTimeout(waiting));
  try {
    return await work();
  } finally {
    if (held) {
      const gone = once(holder, "exit");
      holder.stdin.end();
      await gone;
    }
  }
}
