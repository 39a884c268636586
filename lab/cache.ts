import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { type CacheEntry, cacheEntries, entriesNamedIn } from "../tools/cache-entries";
import { checkCache, planRemoval, type Removal, type RemovalRules, removeEntries } from "../tools/cache-prune";
import { touch } from "../tools/cache-use";
import type { Progress } from "../tools/progress";
import { runningProcesses } from "../tools/running-processes";
import { isBuilt } from "../tools/tool";
import { imageStore, listImages, type PrunedImages, pruneImages, type StoredImage } from "./image-store";
import { type LabPaths, labPaths } from "./paths";
import { registryPaths } from "./registry";

/** After how many days without use an entry of the cache is removed, whether a version needs it or not. */
export const unusedDays = 60;

/** Everything that is kept on this machine for later commands. */
export interface CacheContent {
  readonly entries: readonly CacheEntry[];
  /** Images that labs have pulled and that users have loaded. */
  readonly images: readonly StoredImage[];
}

/** What was removed from the cache, or would be. */
export interface CacheRemoval extends Removal {
  readonly images: PrunedImages;
  /** Whether images were left alone because a lab is running. */
  readonly labRuns: boolean;
}

/** Returns what the cache contains. @throws CodedError if it is not a folder */
export async function readCache(progress: Progress): Promise<CacheContent> {
  return {
    entries: checkCache() ? await cacheEntries() : [],
    images: existsSync(imageStore()) ? await listImages(progress) : [],
  };
}

/** Options of {@link pruneCache}. */
export interface CachePruneOptions {
  /** Whether nothing is removed. */
  readonly dryRun: boolean;
  /** Removes what was not used for {@link unusedDays}, needed or not, instead of what no version needs. @default false */
  readonly unused?: boolean;
}

/**
 * Removes what no pinned version needs, and images that no node has used for {@link unusedDays} and that can be pulled again. What a
 * running lab, a build, or another process uses stays.
 */
export async function pruneCache(
  progress: Progress,
  { dryRun, unused = false }: CachePruneOptions,
): Promise<CacheRemoval> {
  const entries = checkCache() ? await cacheEntries() : [];
  const oldest = new Date(Date.now() - unusedDays * 86_400_000).toISOString();
  const rules: RemovalRules = {
    isWanted: ({ needed, lastUsed }) => (unused ? lastUsed >= oldest : needed),
    isInUse: ({ path: place }) => isInUse(place),
  };
  const removal = dryRun ? planRemoval(entries, rules) : await removeEntries(entries, rules);
  const labRuns = runningPlans().length > 0;
  // What nobody asked for builds no program.
  const isSkipped = labRuns || !existsSync(imageStore()) || (unused && !(await isBuilt("images")));
  const images = isSkipped
    ? { names: [], bytes: 0 }
    : await pruneImages(progress, { days: unusedDays, pulledOnly: true, dryRun });
  return { ...removal, images, labRuns };
}

/** Notes the use of what a lab runs on, because a lab can run for longer than entries stay without use. */
export function noteLabUse(name: string): void {
  for (const entry of entriesNamedIn(filesOf(labPaths(name).plan).filter(existsSync).map(readText))) {
    touch(entry);
  }
}

/** Whether a process or a running lab, of any user, uses an entry. */
function isInUse(entry: string): boolean {
  const plans = runningPlans();
  // The lab of another user can use anything.
  if (plans.some((plan) => !isReadable(plan))) {
    return true;
  }
  const processes = runningProcesses().flatMap(({ argv, program, mounts }) => [...argv, program, mounts]);
  return entriesNamedIn([...processes, ...plans.flatMap(filesOf).filter(existsSync).map(readText)]).has(entry);
}

/** Returns the plans of the labs that run on this machine, from the command lines of their supervisors. */
function runningPlans(): string[] {
  return runningProcesses().flatMap(({ argv: [name = "", mode, plan = ""] }) =>
    name.startsWith("cdknomad-lab-") && mode === "lab" ? [plan] : [],
  );
}

/** Returns the files of a lab that name what it runs on. */
function filesOf(plan: string): string[] {
  const folder: Pick<LabPaths, "dir"> = { dir: path.dirname(plan) };
  return [plan, registryPaths(folder).settings];
}

const readText = (file: string) => readFileSync(file, "utf8");

function isReadable(file: string): boolean {
  try {
    readText(file);
    return true;
  } catch {
    return false;
  }
}
