import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../../tools/temporary-folder";
import { git } from "./clean-tag";

/**
 * Builds the release of a commit again, in a clone in another folder with an empty cache of Go, and returns the files that differ.
 *
 * @param root the folder of the repository, whose packages of npm the clone uses
 * @param sums the file with the checksums of the first build
 * @param options the options of the first build
 */
export function rebuiltDifferently(root: string, sums: string, options: readonly string[]): string[] {
  const folder = temporaryFolder("release");
  try {
    const clone = path.join(folder, "clone");
    git(folder, "clone", "--quiet", root, clone);
    git(clone, "checkout", "--quiet", git(root, "rev-parse", "HEAD").trim());
    symlinkSync(path.join(root, "node_modules"), path.join(clone, "node_modules"));
    // .gitignore names a folder, not a link.
    appendFileSync(path.join(clone, ".git", "info", "exclude"), "node_modules\n");
    const out = path.join(folder, "out");
    withEmptyGoCache(folder, () =>
      execFileSync(
        process.execPath,
        [require.resolve("tsx/cli"), "packaging/release/run.ts", "--out", out, ...options],
        { cwd: clone, stdio: ["ignore", "inherit", "inherit"] },
      ),
    );
    return differences(readFileSync(sums, "utf8"), readFileSync(path.join(out, "files", "SHA256SUMS"), "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a build for which Go compiles everything again. */
export function withEmptyGoCache(folder: string, build: () => void): void {
  const before = process.env.GOCACHE;
  const cache = path.join(folder, "go-build");
  mkdirSync(cache, { recursive: true });
  process.env.GOCACHE = cache;
  try {
    build();
  } finally {
    rmSync(cache, { recursive: true, force: true });
    if (before === undefined) {
      delete process.env.GOCACHE;
    } else {
      process.env.GOCACHE = before;
    }
  }
}

/** Returns the files that are not the same in two lists of `sha256sum`. */
export function differences(one: string, other: string): string[] {
  const [first, second] = [new Set(one.split("\n")), new Set(other.split("\n"))];
  const lines = [...first].filter((line) => !second.has(line)).concat([...second].filter((line) => !first.has(line)));
  return [...new Set(lines.map((line) => line.split("  ")[1] ?? ""))].sort();
}
