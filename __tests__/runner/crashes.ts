import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { logFolders } from "../../lab/log-folders";
import { type LabPaths, labPaths } from "../../lab/paths";

/** Lines of one crash that are printed: its reason and the first functions of its stack. */
const shownLines = 60;

/** Lines of a log, and its path in the lab's folder. */
interface Log {
  readonly log: string;
  readonly lines: readonly string[];
}

/**
 * Prints the crashes in the logs of a lab's processes, and which of them were killed. Tests see a crashed server only as a lost
 * connection, and the logs vanish with the lab.
 */
export function printCrashes(lab: string): void {
  const logs = logsOf(labPaths(lab));
  for (const { log, lines } of crashesIn(logs)) {
    console.error(`a process of the lab "${lab}" crashed, from ${log}:\n${lines.join("\n")}\n`);
  }
  for (const { log, line } of killedIn(logs)) {
    console.error(`a process of the lab "${lab}" was killed, by a test or for lack of memory, from ${log}: ${line}`);
  }
}

/** Returns the crashes of Go programs, each with the lines around its reason. */
export function crashesIn(logs: readonly Log[]): Log[] {
  return logs.flatMap(({ log, lines }) =>
    lines
      .flatMap((line, i) => (/^(panic|fatal error): /.test(line) ? [i] : []))
      .map((i) => ({ log, lines: lines.slice(Math.max(0, i - 3), i + shownLines) })),
  );
}

/** Returns what the supervisor wrote about processes that were killed, and not with their host. */
export function killedIn(logs: readonly Log[]) {
  return logs.flatMap(({ log, lines }) =>
    lines.filter((line) => line.includes(" ended (killed)")).map((line) => ({ log, line })),
  );
}

/** Reads all logs of a lab. */
export function logsOf(paths: Pick<LabPaths, "dir" | "logDir" | "hostDir">): Log[] {
  return logFolders(paths)
    .flatMap(([, folder]) => readdirSync(folder).map((name) => path.join(folder, name)))
    .map((log) => ({ log: path.relative(paths.dir, log), lines: readFileSync(log, "utf8").split("\n") }));
}
