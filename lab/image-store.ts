import path from "node:path";
import { CodedError } from "../errors";
import { cacheFolders } from "../tools/cache";
import type { Progress } from "../tools/progress";
import { run } from "../tools/run";
import { ensureTool } from "../tools/tool";

/** Name of the folder of the store beside the images that cdknomad builds. */
const STORE = "store";

/**
 * Returns the folder with the images that labs have pulled and that users have loaded, which all labs share: CDKNOMAD_LAB_IMAGES, or
 * a folder of the cache.
 */
export const imageStore = (env: NodeJS.ProcessEnv = process.env) =>
  env.CDKNOMAD_LAB_IMAGES || path.join(cacheFolders().images, STORE);

/** An image that the nodes of a lab can pull. */
export interface StoredImage {
  /** Full name, such as `docker.io/library/nginx:1.27.0`. */
  readonly name: string;
  readonly digest: string;
  /** `pulled` from its registry, `loaded` with `lab image load`, or `pushed` to a lab. */
  readonly source: "pulled" | "loaded" | "pushed";
  /** When, as an ISO 8601 time. */
  readonly at: string;
  /** When a node used it last, as an ISO 8601 time. */
  readonly lastUsed: string;
  /** Size of its layers on this machine, in bytes. */
  readonly size: number;
}

/** What was removed. */
export interface PrunedImages {
  readonly names: readonly string[];
  readonly bytes: number;
}

/**
 * Puts images into the cache, before those of their registries. Running labs use them at the next pull.
 *
 * @param source an archive of `docker save` or `podman save`, the folder of an OCI layout, `docker-daemon:NAME`, or
 * `containers-storage:NAME` for podman
 * @param as the name of the only image. @default - the names in the source
 * @throws CodedError if it is none of these, is damaged, or is for another architecture; then no image has been added
 */
export async function loadImages(source: string, progress: Progress, as?: string): Promise<StoredImage[]> {
  return ask(progress, ["load", imageStore(), source, ...(as === undefined ? [] : [as])]);
}

/** Returns the images of the cache, by name. */
export async function listImages(progress: Progress): Promise<StoredImage[]> {
  return ask(progress, ["list", imageStore()]);
}

/** Which images {@link pruneImages} removes. */
export interface PruneOptions {
  /** Only those that no node has used for so many days. */
  readonly days: number;
  /** Only those that can be pulled again, not those that users loaded. @default false */
  readonly pulledOnly?: boolean;
  /** Whether nothing is removed. @default false */
  readonly dryRun?: boolean;
}

/** Removes images from the cache. @returns what was removed, or would be */
export async function pruneImages(
  progress: Progress,
  { days, pulledOnly = false, dryRun = false }: PruneOptions,
): Promise<PrunedImages> {
  const words = [...(pulledOnly ? ["pulled-only"] : []), ...(dryRun ? ["dry-run"] : [])];
  return ask(progress, ["prune", imageStore(), `${days * 24}h`, ...words]);
}

async function ask<T>(progress: Progress, args: readonly string[]): Promise<T> {
  const program = await ensureTool("images", progress);
  const { code, stdout, stderr } = await run([program, ...args]);
  if (code !== 0) {
    throw new CodedError("image-source", stderr.trim().replace(/^images: /, ""));
  }
  return JSON.parse(stdout) as T;
}
