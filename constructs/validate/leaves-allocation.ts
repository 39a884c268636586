import path from "node:path";

/**
 * Whether a path leads out of the allocation's directory. One that leads out of the task's directory only is allowed: that is
 * how `../alloc` is reached.
 *
 * @param prefix the directory below the allocation's from which the path starts
 * @param destination as in `destination`
 */
export function leavesAllocation(prefix: string, destination: string): boolean {
  const root = "/alloc-dir/alloc-id";
  return path.posix.relative(root, path.posix.join(root, prefix, destination)).startsWith("..");
}
