import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

/** What a run of Terraform said, and how it ended: a code, or nothing if it was killed. */
export interface Run {
  readonly code: number | null;
  readonly output: string;
}

/** When a run is killed: so many words of Terraform's after its start, and then some milliseconds. */
export interface Moment {
  readonly words: number;
  readonly pause: number;
}

/**
 * The stack of `fifty-jobs.ts` in rounds. Each round changes half of the jobs, destroys the other half and creates as many
 * new ones, so that an apply that is cut off may be in the midst of any kind of write.
 */
export class Rounds {
  private readonly file: string;
  private readonly first: string;

  /** @param folder the stack's folder, as it was synthesized */
  constructor(
    private readonly folder: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {
    this.file = path.join(folder, "cdk.tf.json");
    this.first = readFileSync(this.file, "utf8");
  }

  /** The ids of the jobs of a round, each with the round in which it was specified. */
  jobs(round: number): Map<string, string> {
    const numbers = Array.from({ length: 25 }, (_, index) => index + 1);
    return new Map([
      ...numbers.map((number) => [`stays-${number}`, String(round)] as const),
      ...numbers.map((number) => [`round-${round}-${number}`, String(round)] as const),
    ]);
  }

  /** Writes the configuration of a round. */
  configure(round: number): void {
    const configuration = JSON.parse(this.first);
    const [template] = Object.values(configuration.resource.nomad_job) as [{ jobspec: string }];
    configuration.resource.nomad_job = Object.fromEntries(
      [...this.jobs(round)].map(([id, level]) => {
        const job = JSON.parse(template.jobspec);
        return [id, { ...template, jobspec: JSON.stringify({ ...job, ID: id, Name: id, Meta: { level } }) }];
      }),
    );
    writeFileSync(this.file, JSON.stringify(configuration));
  }

  /** Runs Terraform to its end, or until everything of it is killed at a moment. */
  async terraform(args: readonly string[], killAt?: Moment): Promise<Run> {
    const child = spawn(process.env.TERRAFORM_BINARY_NAME ?? "terraform", [...args], {
      cwd: this.folder,
      env: { ...process.env, ...this.environment, CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: "" },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true, // a process group of its own
    });
    let output = "";
    let words = 0;
    child.stderr.on("data", (chunk) => {
      output += chunk;
    });
    createInterface({ input: child.stdout }).on("line", async (line) => {
      output += `${line}\n`;
      words++;
      if (killAt && words === killAt.words) {
        await sleep(killAt.pause);
        killGroup(child);
      }
    });
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, output }));
    });
  }
}

function killGroup({ pid, exitCode }: ChildProcess): void {
  if (pid !== undefined && exitCode === null) {
    process.kill(-pid, "SIGKILL");
  }
}

/** Numbers from 0 to 1 that follow from a seed, so that a failure can be had again. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
