import { type RunOptions, run } from "./run";

/** Go's reason for a stale package that it does not compile, because its build cache has the result. */
const AT_HAND = "available in build cache";

/**
 * Returns the number of packages that `go build` is going to compile, including those that it downloads first.
 *
 * @param packages the packages to build, and build flags
 * @param options folder and environment; `onLine` receives the lines about downloads
 * @returns undefined if Go cannot list them; the build then reports the reason
 */
export async function packagesToCompile(packages: readonly string[], options: RunOptions): Promise<number | undefined> {
  const reasons = "{{if .Stale}}{{.StaleReason}}{{end}}";
  const listed = await run(["go", "list", "-deps", "-f", reasons, ...packages], options);
  if (listed.code !== 0) {
    return undefined;
  }
  return listed.stdout.split("\n").filter((reason) => reason !== "" && !reason.includes(AT_HAND)).length;
}
