import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type LabPaths, labPaths } from "../../lab/paths";

/** Lines of one crash that are printed: its reason and the first functions of its stack. */
const shownLines = 60;

/**
 * Prints the crashes in the logs of a lab's processes. Tests see a crashed server only as a lost connection, and the logs
 * vanish with the lab.
 */
export function printCrashes(lab: string): void {
  for (const { log, lines } of crashesOf(labPaths(lab))) {
    console.error(`a process of the lab "${lab}" crashed, from ${log}:\n${lines.join("\n")}\n`);
  }
}

/** Returns the crashes of Go programs in the logs of a lab, with the path of each log in the lab's folder. */
export function crashesOf({ dir, logDir, hostDir }: Pick<LabPaths, "dir" | "logDir" | "hostDir">) {
  const folders = [logDir, ...namesIn(hostDir("")).map((host) => path.join(hostDir(host), "log"))];
  return folders
    .flatMap((folder) => namesIn(folder).map((name) => path.join(folder, name)))
    .flatMap((log) => {
      const lines = readFileSync(log, "utf8").split("\n");
      return lines
        .flatMap((line, i) => (/^(panic|fatal error): /.test(line) ? [i] : []))
        .map((i) => ({ log: path.relative(dir, log), lines: lines.slice(Math.max(0, i - 3), i + shownLines) }));
    });
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
