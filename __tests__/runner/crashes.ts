import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type LabPaths, labPaths } from "../../lab/paths";

/** Lines of one crash that are printed: its reason and the first functions of its stack. */
const shownLines = 60;

/** The paths of a lab that are read here. */
type Logs = Pick<LabPaths, "dir" | "logDir" | "hostDir">;

/**
 * Prints the crashes in the logs of a lab's processes, and which of them were killed. Tests see a crashed server only as a lost
 * connection, and the logs vanish with the lab.
 */
export function printCrashes(lab: string): void {
  const paths = labPaths(lab);
  for (const { log, lines } of crashesOf(paths)) {
    console.error(`a process of the lab "${lab}" crashed, from ${log}:\n${lines.join("\n")}\n`);
  }
  for (const { log, line } of killedOf(paths)) {
    console.error(`a process of the lab "${lab}" was killed, by a test or for lack of memory, from ${log}: ${line}`);
  }
}

/** Returns the crashes of Go programs in the logs of a lab, with the path of each log in the lab's folder. */
export function crashesOf(paths: Logs) {
  return logsOf(paths).flatMap(({ log, lines }) =>
    lines
      .flatMap((line, i) => (/^(panic|fatal error): /.test(line) ? [i] : []))
      .map((i) => ({ log, lines: lines.slice(Math.max(0, i - 3), i + shownLines) })),
  );
}

/** Returns what the supervisor wrote about processes that were killed, and not with their host. */
export function killedOf(paths: Logs) {
  return logsOf(paths).flatMap(({ log, lines }) =>
    lines.filter((line) => line.includes(" ended (killed)")).map((line) => ({ log, line })),
  );
}

function logsOf({ dir, logDir, hostDir }: Logs): { readonly log: string; readonly lines: readonly string[] }[] {
  const folders = [logDir, ...namesIn(hostDir("")).map((host) => path.join(hostDir(host), "log"))];
  return folders
    .flatMap((folder) => namesIn(folder).map((name) => path.join(folder, name)))
    .map((log) => ({ log: path.relative(dir, log), lines: readFileSync(log, "utf8").split("\n") }));
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
