import { readFileSync } from "node:fs";
import type { FileRead } from "./file-read";

/** Namespace and id of the job in an error of a rule. Another pair of brackets before it has the path of the construct. */
const JOB = /\[[^\]/\s]+\/([^\]\s]+)\] (?!\[)/g;

/** How many lines above its name the construct of a job begins at most. */
const NEAR = 4;

/**
 * Returns where the jobs are declared that the errors of a program name, in the form `FILE:LINE`. The place of a job is the line with
 * its name, just below `new Job(` if several lines have the name. A job without such a line, such as one that a function declares, has
 * no place.
 *
 * @param output the errors, such as `[apps/it-tools] [web/it-tools] groups.ittools: ...`
 * @param reads the files that the program read
 */
export function placesOfJobs(output: string, reads: readonly FileRead[]): readonly string[] {
  const ids = new Set([...output.matchAll(JOB)].map(([, id = ""]) => id));
  if (ids.size === 0) {
    return [];
  }
  const sources = reads
    .filter(({ file, use }) => use === "content" && /\.[cm]?[jt]sx?$/.test(file))
    .map(({ file }) => ({ file, lines: linesOf(file) }));
  return [...ids].flatMap((id) => {
    const name = new RegExp(`\\b(name|id): ["'\`]${id.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}["'\`]`);
    const found = sources.flatMap(({ file, lines }) =>
      lines.flatMap((line, index) => {
        const isNear = lines.slice(Math.max(0, index - NEAR), index + 1).some((above) => above.includes("new Job("));
        return name.test(line) ? [{ place: `${file}:${index + 1}`, isNear }] : [];
      }),
    );
    const chosen = found.length === 1 ? found : found.filter(({ isNear }) => isNear);
    return chosen.length === 1 ? chosen.map(({ place }) => place) : [];
  });
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch {
    return [];
  }
}
