import { homedir } from "node:os";
import path from "node:path";

/**
 * Returns the folder with built tools, unpacked packages, and images. All clones of this repository share it.
 *
 * `CDKNOMAD_CACHE`, else `XDG_CACHE_HOME/cdknomad`, else `~/.cache/cdknomad`. It can be deleted at any time; the next
 * command builds what it needs again.
 */
export function cacheDir(env: NodeJS.ProcessEnv = process.env): string {
  if (env.CDKNOMAD_CACHE) {
    return env.CDKNOMAD_CACHE;
  }
  return path.join(env.XDG_CACHE_HOME || path.join(homedir(), ".cache"), "cdknomad");
}

/** Folders of the cache. An entry is a file or folder in one of the first three. */
export const cacheFolders = (env: NodeJS.ProcessEnv = process.env) => {
  const folder = (name: string) => path.join(cacheDir(env), name);
  return {
    /** Built programs: `NAME-KEY/NAME`. */
    tools: folder("tools"),
    /** Unpacked Debian packages. */
    packages: folder("packages"),
    /** Images that cdknomad builds, as OCI layouts. */
    images: folder("images"),
    locks: folder("locks"),
    /** Which entries each installation of cdknomad needs. */
    installations: folder("installations"),
    /** Entries that are being removed. */
    removed: folder("removed"),
  };
};

/** The folder that contains `tools/`, `lab/`, and `provider/`: the root of this repository, or `dist` in the npm package. */
export const repositoryRoot = path.join(__dirname, "..");

/** Whether this code runs from the compiled npm package, not from a clone of the repository. */
export const packaged = __filename.endsWith(".js");

/** The folder of `package.json`. */
export const packageRoot = packaged ? path.join(repositoryRoot, "..") : repositoryRoot;
