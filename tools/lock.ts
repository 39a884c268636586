import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { CodedError } from "../errors";

/** Time after which a wait for a lock is shown, in milliseconds. */
const PATIENCE = 500;

/** A lock that this process has; `release` ends the process that holds it. */
interface Held {
  release(): Promise<void>;
}

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
  const waiting = setTimeout(onWait, PATIENCE);
  const held = await acquire(file, []).finally(() => clearTimeout(waiting));
  if (!held) {
    throw new CodedError("lock-failed", `${file}: cannot be locked; make its folder writable`);
  }
  return work().finally(held.release);
}

/**
 * Like {@link withLock}, but does not wait.
 *
 * @returns `undefined` if another process has the lock; then nothing was done
 */
export async function unlessLocked<T>(file: string, work: () => Promise<T>): Promise<T | undefined> {
  const held = await acquire(file, ["--nonblock"]);
  return held && work().finally(held.release);
}

/** Returns the lock, or `undefined` if `flock` ended without it. */
async function acquire(file: string, options: readonly string[]): Promise<Held | undefined> {
  mkdirSync(path.dirname(file), { recursive: true });
  // Its own process group, so that Ctrl-C does not release the lock while this process handles it.
  const holder = spawn("flock", [...options, file, "sh", "-c", "echo held; exec cat >/dev/null"], {
    stdio: ["pipe", "pipe", "inherit"],
    detached: true,
  });
  const gone = once(holder, "exit").then(
    () => "refused",
    () => "no flock",
  );
  const outcome = await Promise.race([once(holder.stdout, "data").then(() => "held"), gone]);
  if (outcome === "refused") {
    return undefined;
  }
  return {
    release: async () => {
      if (outcome === "held") {
        holder.stdin.end();
        await gone;
      }
    },
  };
}
