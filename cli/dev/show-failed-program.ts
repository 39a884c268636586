import path from "node:path";
import type { DevOutput } from "./output";
import { placesOfJobs } from "./program/places-of-jobs";
import type { ProgramRun } from "./program/warm-program";

/** Shows what a program that failed has printed, and where the cause is if that is known. */
export function showFailedProgram(output: DevOutput, folder: string, run: ProgramRun): void {
  output.ofProgram(run.output);
  const places = placesOfJobs(run.output, run.reads);
  for (const place of places) {
    output.note(`  declared at ${path.relative(folder, place)}`);
  }
  const where = run.place === undefined || places.length > 0 ? "" : ` at ${run.place}`;
  output.problem(`the program failed${where}; nothing was registered`);
}
