import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** What a command took. */
export interface Cost {
  /** Wall time in seconds. */
  readonly seconds: number;
  /** Processor time of the command and all that it started and waited for, in seconds. */
  readonly processor: number;
  /** The most memory that it and what it started held at once, in MB. */
  readonly megabytes: number;
}

/** How often memory is looked at, in milliseconds. */
const INTERVAL = 100;

/** `CDKNOMAD_BENCH_FIRST=1` runs what is measured before all else on a busy machine; it takes root. */
const first = process.env.CDKNOMAD_BENCH_FIRST ? ["chrt", "--rr", "10"] : [];

/**
 * Runs a command to its end and measures it with all that it starts.
 *
 * @param allowed the exit codes that are a success
 * @throws Error with what it printed when it ends otherwise
 */
export function measure(
  argv: readonly [string, ...string[]],
  cwd: string,
  env: NodeJS.ProcessEnv,
  allowed: readonly number[] = [0],
): Promise<Cost> {
  // bash adds up the processor time of a command's whole family, the provider included, which nobody else sees.
  const script = 'TIMEFORMAT="%U %S"; time "$@" 3>&-';
  const began = performance.now();
  const child = spawn("bash", ["-c", script, "bash", ...first, ...argv], {
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [printed, times, most] = ["", "", 0];
  child.stdout.on("data", (chunk) => {
    printed = `${printed}${chunk}`.slice(-4_000);
  });
  child.stderr.on("data", (chunk) => {
    times = `${times}${chunk}`.slice(-4_000);
  });
  const timer = setInterval(() => {
    most = Math.max(most, residentOf(child));
  }, INTERVAL);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(timer);
      const seconds = (performance.now() - began) / 1000;
      if (!allowed.includes(code ?? -1)) {
        reject(new Error(`${argv.join(" ")} ended with ${code}: ${printed}${times}`));
        return;
      }
      const [user = 0, system = 0] = (times.trim().split("\n").at(-1) ?? "").split(" ").map(Number);
      resolve({ seconds, processor: user + system, megabytes: most });
    });
  });
}

/** Resident memory of a process and its descendants in MB; those of them that share pages count them twice. */
function residentOf(root: ChildProcess): number {
  const parents = new Map<number, number>();
  const pages = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
      pages.set(Number(name), Number(readFileSync(`/proc/${name}/statm`, "utf8").split(" ")[1]));
    } catch {
      // it ended meanwhile
    }
  }
  const belongs = (pid: number): boolean => pid === root.pid || (pid > 1 && belongs(parents.get(pid) ?? 0));
  const total = [...pages].filter(([pid]) => belongs(pid)).reduce((sum, [, count]) => sum + count, 0);
  return (total * 4096) / 1_000_000;
}
