import { execFileSync } from "node:child_process";

/** Runs git in a folder and returns its output. */
export const git = (root: string, ...args: readonly string[]): string =>
  execFileSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 28, stdio: ["ignore", "pipe", "pipe"] });

/**
 * Checks that a folder has exactly the files of the tag of a version, so that everyone can build the release again.
 *
 * @throws Error if it does not
 */
export function requireCleanTag(root: string, version: string): void {
  const changed = git(root, "status", "--porcelain").trim();
  if (changed !== "") {
    // no code: only the maintainers of this repository see it
    throw new Error(`the clone has changes, a release has none; commit or remove them:\n${changed}`);
  }
  const tags = git(root, "tag", "--points-at", "HEAD").trim().split("\n");
  if (!tags.includes(`v${version}`)) {
    // no code: only the maintainers of this repository see it
    throw new Error(
      `the commit does not have the tag v${version} of the version in package.json; run git tag v${version}`,
    );
  }
}

/** Returns the newest tag of an earlier release; `undefined` before the first one. */
export function previousTag(root: string): string | undefined {
  try {
    return git(root, "describe", "--tags", "--abbrev=0", "--match", "v*", "HEAD^").trim();
  } catch {
    return undefined;
  }
}
