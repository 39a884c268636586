import type { StoredImage } from "../../../lab/image-store";
import type { CacheEntry } from "../../../tools/cache-entries";

/** An entry of the cache as the command prints it. */
export interface CacheRow {
  readonly kind: CacheEntry["kind"] | "image";
  readonly name: string;
  readonly version?: string;
  /** Folder of the entry. @default - an image, whose layers other images can share */
  readonly path?: string;
  /** In bytes. */
  readonly size: number;
  /** ISO 8601 time. */
  readonly lastUsed: string;
  /** Whether a pinned version needs it. @default - an image, which only jobs need */
  readonly needed?: boolean;
}

const NAMES: Partial<Record<CacheEntry["kind"], string>> = {
  packages: "Debian packages",
  "stand-ins": "images of the lab and its examples",
};

/** Returns the row of a program, of packages, or of images that cdknomad builds. */
export function rowOf({ kind, name, version, path, size, lastUsed, needed }: CacheEntry): CacheRow {
  return { kind, name: NAMES[kind] ?? name, ...(version !== undefined && { version }), path, size, lastUsed, needed };
}

/** Returns the row of an image that a lab pulled or a user loaded. */
export function rowOfImage({ name, size, lastUsed }: StoredImage): CacheRow {
  const [, repository = name, tag] = /^(.*):([^:/]+)$/.exec(name) ?? [];
  return { kind: "image", name: repository, ...(tag !== undefined && { version: tag }), size, lastUsed };
}
