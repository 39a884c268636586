import { spawn } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { CodedError } from "../../../errors";
import { repositoryRoot } from "../../../tools/cache";
import { logProgress, type Progress, terminalProgress } from "../../../tools/progress";
import { temporaryFolder } from "../../../tools/temporary-folder";
import { ensureTerraform } from "../../../tools/terraform";
import { inOrder } from "../../apply/in-order";
import { Interruption } from "../../interruption";
import { readStacks } from "../../program/synthesize";
import { terminalOptions } from "../../report/terminal";
import type { Stack } from "../../stack/stack";
import { watchWaits } from "../../watch-waits";
import { deployStack } from "./deploy-stack";

/** What is deployed, and what else is done. */
export interface Deployment {
  /** The folder of `cdktf.json`. @default - the working directory */
  readonly project?: string;
  /** Names of stacks. The stacks on which they depend are deployed already, or among them. @default - all stacks */
  readonly stacks?: readonly string[];
  /** Work that runs at the same time, with progress that is shown between the lines of the deployment. @default - none */
  readonly meanwhile?: (progress: Progress) => Promise<void>;
}

/**
 * Synthesizes the program, checks the cluster, and applies each stack as soon as those on which it depends are applied. Shows the progress
 * that the provider reports meanwhile.
 *
 * @param environment variables with the addresses of Nomad and Consul
 * @throws CodedError if the program, a check, or Terraform fails, which has printed the reason itself
 * @throws the error of the work at the same time, after the deployment
 */
export async function deploy(environment: NodeJS.ProcessEnv, deployment: Deployment = {}): Promise<void> {
  const { project = process.cwd(), stacks: names, meanwhile } = deployment;
  const folder = temporaryFolder("deploy");
  const [progress, scheduler] = [path.join(folder, "progress.jsonl"), path.join(folder, "scheduler")];
  writeFileSync(scheduler, "", { mode: 0o600 });
  const program = await ensureTerraform(terminalProgress());
  const { colors } = terminalOptions(process.stdout, process.env);
  const waits = watchWaits(progress, () => readStacks(project));
  const { print } = waits;
  const interruption = new Interruption(() =>
    print("interrupted: running changes are completed, the rest is skipped; interrupt again to stop at once"),
  );
  const other = Promise.allSettled([meanwhile?.(logProgress(print))]);
  try {
    await interruption.during(async () => {
      await check(project, names ?? ["*"], environment, print, interruption.begun);
      const chosen = readStacks(project).filter(({ name }) => names?.includes(name) ?? true);
      const options = {
        program,
        print,
        colors,
        // What Nomad's scheduler answers at the plan is to be the same at the apply, see provider/README.md.
        environment: { ...environment, CDKNOMAD_PROGRESS: progress, CDKNOMAD_SCHEDULER: scheduler },
        onStart: interruption.begun,
      };
      const deployed = await inOrder<Stack, boolean>(
        chosen,
        (stack) => stack,
        async (stack, before) => !interruption.came && before.every(Boolean) && (await deployStack(stack, options)),
      );
      const missing = chosen.filter((_, index) => !deployed[index]).map(({ name }) => name);
      if (missing.length > 0) {
        throw new CodedError(
          "deploy-failed",
          `not deployed: ${missing.join(", ")}; fix the error above and run the command again`,
        );
      }
    });
    const [outcome] = await other;
    if (outcome.status === "rejected") {
      throw outcome.reason;
    }
  } finally {
    await other;
    waits.stop();
    rmSync(folder, { recursive: true });
  }
}

/** Runs the step before a deployment in a process of its own, because the environment of the program is not that of this process. */
async function check(
  cwd: string,
  stacks: readonly string[],
  environment: NodeJS.ProcessEnv,
  print: (line: string) => void,
  onStart: (end: () => void) => void,
): Promise<void> {
  const step = path.join(repositoryRoot, "bin", "doctor-first.cjs");
  const child = spawn(process.execPath, [step, "deploy", ...stacks], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: "1" }), ...environment },
  });
  onStart(() => child.kill());
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", print);
  }
  const code = await new Promise<number>((resolve, reject) => {
    child.on("error", reject).on("close", (status) => resolve(status ?? 130));
  });
  if (code !== 0) {
    throw new CodedError("deploy-failed", "nothing was deployed; fix the error above and run the command again");
  }
}
