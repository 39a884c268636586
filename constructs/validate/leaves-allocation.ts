import { posix } from "node:path";

/**
 * Whether a path leads out of the allocation's directory. One that leads out of the task's directory only is allowed: that is
 * how `../alloc` is reached.
 *
 * @param prefix the directory below the allocation's from which the path starts
 * @param path as in `destination`
 */
export function leavesAllocation(prefix: string, path: string): boolean {
  const root = "/alloc-dir/alloc-id";
  return posix.relative(root, posix.join(root, prefix, path)).startsWith("..");
}
