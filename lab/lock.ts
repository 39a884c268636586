import path from "node:path";
import { cacheFolders } from "../tools/cache";
import { withLock } from "../tools/lock";

/**
 * Runs `work` while no other process starts or removes the lab with this name.
 *
 * @param onWait called once if another process does
 */
export function withLabLock<T>(name: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  return withLock(path.join(cacheFolders().locks, `lab-${name}`), onWait, work);
}
