import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { CodedError } from "../errors";

/** Time after which a wait for a lock is shown, in milliseconds. */
const PATIENCE = 500;

/**
 * Runs `work` while no other process has the same lock file.
 *
 * A `flock` process has the kernel's lock and ends when this process closes its end of the pipe. The kernel closes it even if
 * this process is killed, so no lock remains. Without a `flock` program (macOS) the work runs without a lock. All callers
 * publish their result by an atomic rename, so that at worst the work is done twice.
 *
 * @param onWait - Called once if another process has the lock.
 */
export async function withLock<T>(file: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  mkdirSync(path.dirname(file), { recursive: true });
  // Its own process group, so that Ctrl-C does not release the lock while this process handles it.
  const holder = spawn("flock", [file, "sh", "-c", "echo held; exec cat >/dev/null"], {
    stdio: ["pipe", "pipe", "inherit"],
    detached: true,
  });
  const waiting = setTimeout(onWait, PATIENCE);
  const held = await Promise.race([
    once(holder.stdout, "data").then(() => true),
    once(holder, "error").then(() => false),
    once(holder, "exit").then(() =>
      Promise.reject(new CodedError("lock-failed", `${file}: cannot be locked; make its folder writable`)),
    ),
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
