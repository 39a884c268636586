import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { CodedError, reasonOf } from "../errors";
import { cacheDir, cacheFolders } from "./cache";
import type { CacheEntry } from "./cache-entries";
import { unlessLocked } from "./lock";

/** For how long an entry stays after its last use, whether it is needed or not, in milliseconds: a command can be about to use it. */
const JUST_USED = 3_600_000;

/** Why an entry is not removed. */
export type KeptBecause = "needed" | "in use" | "just used" | "being built";

/** An entry that stays, and why. */
export interface KeptEntry {
  readonly entry: CacheEntry;
  readonly because: KeptBecause;
}

/** What a removal takes away, and what stays. */
export interface Removal {
  readonly removed: readonly CacheEntry[];
  readonly kept: readonly KeptEntry[];
}

/** Which entries a removal is about. */
export interface RemovalRules {
  /** Whether an entry is wanted; this one stays. */
  readonly isWanted: (entry: CacheEntry) => boolean;
  /** Whether a running process uses the entry; asked again before each removal. */
  readonly isInUse: (entry: CacheEntry) => boolean;
}

/** Returns why an entry stays; `undefined` if nothing keeps it except a lock. */
function reasonToKeep(entry: CacheEntry, { isWanted, isInUse }: RemovalRules): KeptBecause | undefined {
  if (isWanted(entry)) {
    return "needed";
  }
  if (isInUse(entry)) {
    return "in use";
  }
  return wasJustUsed(entry.path) ? "just used" : undefined;
}

function wasJustUsed(folder: string): boolean {
  const used = statSync(folder, { throwIfNoEntry: false });
  return used !== undefined && Date.now() - used.mtimeMs < JUST_USED;
}

/** Returns what a removal would take away. */
export function planRemoval(entries: readonly CacheEntry[], rules: RemovalRules): Removal {
  const removed: CacheEntry[] = [];
  const kept: KeptEntry[] = [];
  for (const entry of entries) {
    const because = reasonToKeep(entry, rules);
    if (because) {
      kept.push({ entry, because });
    } else {
      removed.push(entry);
    }
  }
  return { removed, kept };
}

/**
 * Removes entries that are not wanted. An entry that a process uses, that was used a moment ago, or that is being built stays, also
 * if that began after the entries were listed.
 *
 * @throws CodedError if an entry cannot be removed; it then is still there as a whole, and later ones are still there
 */
export async function removeEntries(entries: readonly CacheEntry[], rules: RemovalRules): Promise<Removal> {
  emptyRemoved();
  const removed: CacheEntry[] = [];
  const kept: KeptEntry[] = [];
  for (const entry of entries) {
    const because =
      reasonToKeep(entry, rules) ??
      (await unlessLocked(entry.lock, async () => reasonToKeep(entry, rules) ?? remove(entry))) ??
      "being built";
    if (because === "removed") {
      removed.push(entry);
    } else {
      kept.push({ entry, because });
    }
  }
  forgetPackages();
  return { removed, kept };
}

/** Takes an entry away under its name first, so that no command finds half of it. */
function remove(entry: CacheEntry): "removed" | "just used" {
  const { removed: parent } = cacheFolders();
  const aside = path.join(parent, `${path.basename(entry.path)}.${process.pid}`);
  try {
    mkdirSync(parent, { recursive: true });
    renameSync(entry.path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return "removed"; // by another command
    }
    throw notRemovable(entry.path, error);
  }
  // Its user notes the use before it looks whether the entry exists.
  if (wasJustUsed(aside) && !existsSync(entry.path)) {
    renameSync(aside, entry.path);
    return "just used";
  }
  rmSync(aside, { recursive: true, force: true });
  return "removed";
}

/** Removes what a killed removal left. */
function emptyRemoved(): void {
  const { removed } = cacheFolders();
  try {
    for (const name of existsSync(removed) ? readdirSync(removed) : []) {
      const [, id = ""] = /\.(\d+)$/.exec(name) ?? [];
      if (!existsSync(`/proc/${id}`)) {
        rmSync(path.join(removed, name), { recursive: true, force: true });
      }
    }
  } catch (error) {
    throw notRemovable(removed, error);
  }
}

const notRemovable = (place: string, error: unknown) =>
  new CodedError(
    "cache-unusable",
    `${place}: cannot be removed: ${reasonOf(error)}; run the command as the user who owns the folder`,
  );

/** Removes notes about unpacked packages that are gone. */
function forgetPackages(): void {
  const { packages } = cacheFolders();
  const notes = existsSync(packages) ? readdirSync(packages).filter((name) => name.startsWith("for-")) : [];
  for (const file of notes.map((name) => path.join(packages, name))) {
    if (!existsSync(readFileSync(file, "utf8"))) {
      rmSync(file, { force: true });
    }
  }
}

/**
 * Checks that the cache is a folder that can be read.
 *
 * @returns whether it exists
 * @throws CodedError if it is something else
 */
export function checkCache(): boolean {
  const folder = cacheDir();
  try {
    readdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return false;
    }
    throw new CodedError(
      "cache-unusable",
      `${folder}: the cache cannot be read: ${reasonOf(error)}; set CDKNOMAD_CACHE to a folder of yours`,
    );
  }
}
