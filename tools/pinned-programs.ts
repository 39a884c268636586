import { buildFolder, type GoProgram } from "./go-build";
import { providers } from "./provider";
import { opentofu } from "./terraform";
import { tools } from "./tool";

/** Every program that cdknomad builds. */
export const pinnedPrograms: readonly GoProgram[] = [...Object.values(tools), ...Object.values(providers), opentofu];

/**
 * Returns the folders of the cache for the programs as this installation builds them, with their versions; `undefined` without a
 * Go toolchain, on which they depend.
 */
export async function pinnedFolders(): Promise<ReadonlyMap<string, GoProgram> | undefined> {
  try {
    return new Map(
      await Promise.all(pinnedPrograms.map(async (program) => [await buildFolder(program), program] as const)),
    );
  } catch {
    return undefined;
  }
}
