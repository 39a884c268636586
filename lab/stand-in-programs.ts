import { existsSync, readFileSync } from "node:fs";
import type { Progress } from "../tools/progress";
import { imageSources } from "./image-sources";
import type { StandIn } from "./images";
import { labPaths } from "./paths";
import { registryPaths } from "./registry";
import { ensureStandInProgram, type StandInProgram } from "./stand-in-program";

/**
 * Builds the programs in the stand-ins that a deployment to a lab needs. The lab's registry would build them, too, but nobody would see
 * what the deployment waits for.
 *
 * @param name name of a running lab
 * @param text contains the names of the images
 */
export async function buildStandInPrograms(name: string, text: string, progress: Progress): Promise<void> {
  for (const program of await missingStandInPrograms(name, text)) {
    await ensureStandInProgram(program, progress);
  }
}

/**
 * Returns the programs in the stand-ins that a deployment to a lab needs and that are not built.
 *
 * @param name name of a running lab
 * @param text contains the names of the images
 */
export async function missingStandInPrograms(name: string, text: string): Promise<StandInProgram[]> {
  const { settings } = registryPaths(labPaths(name));
  if (!existsSync(settings)) {
    return []; // the lab of an earlier version
  }
  const { standIns } = JSON.parse(readFileSync(settings, "utf8")) as { standIns: unknown };
  const missing = (Array.isArray(standIns) ? (standIns as StandIn[]) : []).filter(
    ({ ref, layout, program }) =>
      program && text.includes(ref.replace(/^library\//, "")) && !existsSync(layout) && !existsSync(program.path),
  );
  if (missing.length === 0) {
    return [];
  }
  const sources = (await imageSources(name)) ?? [];
  const isReal = (ref: string) => sources.some((source) => source.name === `docker.io/${ref}` && !source.standIn);
  return missing.flatMap(({ ref, program }) => (program && !isReal(ref) ? [program.name] : []));
}
