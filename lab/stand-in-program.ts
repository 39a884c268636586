import type { Progress } from "../tools/progress";
import { ensureTool, type ToolName, toolPath, tools } from "../tools/tool";
import { ensurePostgresRoot, postgresRoot } from "./postgres-image";

/** What a stand-in is made of and takes long to build: a program of cdknomad, or the files of Debian's PostgreSQL. */
export type StandInProgram = ToolName | "postgres";

/** All names of {@link StandInProgram}. */
export const standInPrograms = [...(Object.keys(tools) as ToolName[]), "postgres"] as const;

/** Builds what a stand-in is made of, and returns its path. */
export function ensureStandInProgram(name: StandInProgram, progress: Progress): Promise<string> {
  return name === "postgres" ? ensurePostgresRoot(progress) : ensureTool(name, progress);
}

/** Returns the path of what a stand-in is made of, without building it. */
export async function standInProgramPath(name: StandInProgram): Promise<string> {
  return name === "postgres" ? postgresRoot() : toolPath(name);
}

/**
 * Whether the build takes minutes. Programs of other projects have a version and depend on hundreds of packages; those of cdknomad take
 * seconds.
 */
export function takesLong(name: StandInProgram): boolean {
  return name === "postgres" || "version" in tools[name];
}
