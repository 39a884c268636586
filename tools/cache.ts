import { homedir } from "node:os";
import { join } from "node:path";

/**
 * The folder where built tools and unpacked packages are kept, shared by all clones of this repository.
 *
 * `CDKNOMAD_CACHE`, else `XDG_CACHE_HOME/cdknomad`, else `~/.cache/cdknomad`. It can be deleted at any time; the next
 * command builds what it needs again.
 */
export function cacheDir(env: NodeJS.ProcessEnv = process.env): string {
  if (env.CDKNOMAD_CACHE) return env.CDKNOMAD_CACHE;
  return join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "cdknomad");
}

/** The root of this repository, where `tools/`, `lab/` and `provider/` lie; in the npm package, the folder `dist`. */
export const repositoryRoot = join(__dirname, "..");

/** Whether this is the npm package, compiled, rather than a clone of the repository. */
export const packaged = __filename.endsWith(".js");

/** Where `package.json` is. */
export const packageRoot = packaged ? join(repositoryRoot, "..") : repositoryRoot;
