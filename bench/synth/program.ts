import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Wanted, wantedJobs } from "./wanted";

/** What a program of this folder prints as JSON. */
export interface Measured {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  /** Highest resident memory of the whole process. */
  readonly peakMegabytes: number;
  readonly outputMegabytes: number;
}

/**
 * Runs the body of a program for the number of jobs in its first argument, and prints what that took. Start and imports do not count: they
 * are the same at any size.
 */
export function measured(write: (jobs: readonly Wanted[], outdir: string) => void): void {
  const outdir = mkdtempSync(path.join(tmpdir(), "cdknomad-bench-"));
  const jobs = wantedJobs(Number(process.argv[2]));
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  write(jobs, outdir);
  const { user, system } = process.cpuUsage(cpu);
  const result: Measured = {
    wallSeconds: (performance.now() - began) / 1000,
    cpuSeconds: (user + system) / 1e6,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    outputMegabytes: statSync(path.join(outdir, "stacks", "jobs", "cdk.tf.json")).size / 1e6,
  };
  rmSync(outdir, { recursive: true });
  console.log(JSON.stringify(result));
}
