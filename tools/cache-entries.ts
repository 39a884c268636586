import { type Dirent, existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { cacheDir, cacheFolders, packageRoot } from "./cache";
import { installations } from "./cache-use";
import { packagesLock } from "./debian-packages";
import { buildLock, VERSION_FILE } from "./go-build";
import { pinnedFolders } from "./pinned-programs";

/** An entry of the cache, except images that labs have pulled and that users have loaded. */
export interface CacheEntry {
  /** A program, unpacked Debian packages, the images that cdknomad builds, or what an interrupted command left. */
  readonly kind: "tool" | "packages" | "stand-ins" | "unfinished";
  readonly name: string;
  /** Version of a program. @default - a part of cdknomad, or built before versions were kept */
  readonly version?: string;
  readonly path: string;
  /** Size on this machine, in bytes. */
  readonly size: number;
  /** When it was used last, as an ISO 8601 time. */
  readonly lastUsed: string;
  /** Whether a pinned version of this or of another installation on this machine needs it. */
  readonly needed: boolean;
  /** The lock that its builder holds. */
  readonly lock: string;
}

/** Key at the end of a name. */
const KEY = /-[0-9a-f]{16}$/;
const COMPLETE = /^[0-9a-f]{16}$/;

/** Returns the entries of the cache, by kind and name. Unfinished ones are last. */
export async function cacheEntries(): Promise<CacheEntry[]> {
  const folders = cacheFolders();
  const pinned = await pinnedFolders();
  // Without Go, the programs that this installation used last are those of its pinned versions.
  const needed = new Set([
    ...(pinned?.keys() ?? []),
    ...installations().flatMap(({ root, needs }) =>
      [...needs.values()].filter(
        (entry) => root !== packageRoot || pinned === undefined || path.dirname(entry) !== folders.tools,
      ),
    ),
  ]);
  const entry = (
    kind: CacheEntry["kind"],
    name: string,
    place: string,
    lock: string,
    version?: string,
  ): CacheEntry => ({
    kind,
    name,
    ...(version !== undefined && { version }),
    path: place,
    size: sizeOf(place),
    lastUsed: statSync(place).mtime.toISOString(),
    needed: kind !== "unfinished" && needed.has(place),
    lock,
  });
  const tools = directories(folders.tools).map((name) => {
    const place = path.join(folders.tools, name);
    const program = name.replace(KEY, "");
    const kind = existsSync(path.join(place, program)) ? "tool" : "unfinished";
    return entry(kind, program, place, buildLock(program), versionIn(place) ?? pinned?.get(place)?.version);
  });
  const others = (folder: string, kind: "packages" | "stand-ins", lock: string) =>
    directories(folder)
      .filter((name) => COMPLETE.test(name) || name.endsWith(".tmp"))
      .map((name) => entry(COMPLETE.test(name) ? kind : "unfinished", kind, path.join(folder, name), lock));
  const all = [
    ...tools,
    ...others(folders.packages, "packages", packagesLock()),
    ...others(folders.images, "stand-ins", path.join(folders.locks, "stand-ins")),
  ];
  const rank = ({ kind }: CacheEntry) => ["tool", "packages", "stand-ins", "unfinished"].indexOf(kind);
  return all.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name) || b.lastUsed.localeCompare(a.lastUsed));
}

function directories(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((found) => found.isDirectory())
        .map(({ name }) => name)
    : [];
}

function versionIn(folder: string): string | undefined {
  const file = path.join(folder, VERSION_FILE);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** Returns the size of a folder; files that another command removes meanwhile do not count. */
function sizeOf(folder: string): number {
  let found: Dirent[];
  try {
    found = readdirSync(folder, { withFileTypes: true, recursive: true });
  } catch {
    return 0;
  }
  return found
    .filter((file) => file.isFile())
    .map((file) => lstatSync(path.join(file.parentPath, file.name), { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, size) => sum + size, 0);
}

/** Returns the paths of the entries that texts name, such as command lines and the plans of labs. */
export function entriesNamedIn(texts: Iterable<string>): Set<string> {
  const root = cacheDir();
  // The kernel shows paths without symbolic links.
  const roots = [...new Set([root, existsSync(root) ? realpathSync(root) : root])];
  const pattern = new RegExp(`(?:${roots.map(escaped).join("|")})/((?:tools|packages|images)/[^/\\s:,"'\\0]+)`, "g");
  const found = new Set<string>();
  for (const text of texts) {
    for (const [, entry = ""] of text.matchAll(pattern)) {
      found.add(path.join(root, entry));
    }
  }
  return found;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
