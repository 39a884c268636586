import { type RunOptions, run } from "./run";

/** Why Go takes a package for out of date that it would not compile: it has it, only not under its name. */
const AT_HAND = "available in build cache";

/**
 * How many packages `go build` is going to compile, those it downloads first included.
 *
 * @param packages the packages to build, with the flags that decide on what they need
 * @param options where, and in which environment; it gets the lines about downloads
 * @returns nothing if Go cannot tell; the build itself then says why
 */
export async function packagesToCompile(packages: readonly string[], options: RunOptions): Promise<number | undefined> {
  const reasons = "{{if .Stale}}{{.StaleReason}}{{end}}";
  const listed = await run(["go", "list", "-deps", "-f", reasons, ...packages], options);
  if (listed.code !== 0) return undefined;
  return listed.stdout.split("\n").filter((reason) => reason !== "" && !reason.includes(AT_HAND)).length;
}
