import type { Progress } from "../tools/progress";
import { ensureTool, type ToolName, toolPath, tools } from "../tools/tool";
import { ensurePatroniRoot, patroniRoot } from "./patroni-image";
import { ensurePostgresRoot, postgresRoot } from "./postgres-image";

/** Images that are made of Debian's packages: how their files are put together, and where they are. */
const roots = {
  postgres: { ensure: ensurePostgresRoot, path: postgresRoot },
  "postgres-patroni": { ensure: ensurePatroniRoot, path: patroniRoot },
} as const;

type RootName = keyof typeof roots;

const isRoot = (name: StandInProgram): name is RootName => Object.hasOwn(roots, name);

/** What a stand-in is made of and takes long to build: a program of cdknomad, or the files of Debian's packages. */
export type StandInProgram = ToolName | RootName;

/** All names of {@link StandInProgram}. */
export const standInPrograms = [...(Object.keys(tools) as ToolName[]), ...(Object.keys(roots) as RootName[])] as const;

/** Builds what a stand-in is made of, and returns its path. */
export function ensureStandInProgram(name: StandInProgram, progress: Progress): Promise<string> {
  return isRoot(name) ? roots[name].ensure(progress) : ensureTool(name, progress);
}

/** Returns the path of what a stand-in is made of, without building it. */
export async function standInProgramPath(name: StandInProgram): Promise<string> {
  return isRoot(name) ? roots[name].path() : toolPath(name);
}

/**
 * Whether the build takes minutes. Programs of other projects have a version and depend on hundreds of packages; those of cdknomad take
 * seconds.
 */
export function takesLong(name: StandInProgram): boolean {
  return isRoot(name) || "version" in tools[name];
}
