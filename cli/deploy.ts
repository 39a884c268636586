import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import { CodedError } from "../errors";
import { logProgress, type Progress, terminalProgress } from "../tools/progress";
import { temporaryFolder } from "../tools/temporary-folder";
import { ensureTerraform } from "../tools/terraform";
import { cdktfOutput } from "./cdktf-output";
import { readStacks } from "./program/synthesize";
import { watchWaits } from "./watch-waits";

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
 * Runs `cdktf deploy`, and shows the progress that the provider reports meanwhile.
 *
 * @param environment variables with the addresses of Nomad and Consul
 * @throws CodedError if cdktf fails; it has printed the reason itself
 * @throws the error of the work at the same time, after the deployment
 */
export async function deploy(environment: NodeJS.ProcessEnv, deployment: Deployment = {}): Promise<void> {
  const { project = process.cwd(), stacks, meanwhile } = deployment;
  const selection = stacks ? [...stacks, "--ignore-missing-stack-dependencies"] : ["*"];
  const folder = temporaryFolder("deploy");
  const file = path.join(folder, "progress.jsonl");
  const terraform = await ensureTerraform(terminalProgress());
  const waits = watchWaits(file, () => readStacks(project));
  const other = Promise.allSettled([meanwhile?.(logProgress(waits.print))]);
  try {
    const code = await run(
      ["deploy", ...selection, "--auto-approve"],
      { ...environment, TERRAFORM_BINARY_NAME: terraform, CDKNOMAD_PROGRESS: file },
      waits.print,
      project,
    );
    if (code !== 0) {
      throw new CodedError(
        "deploy-failed",
        `cdktf deploy exited with ${code}; fix the error above and run the command again`,
      );
    }
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

function run(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  print: (line: string) => void,
  cwd: string,
): Promise<number> {
  const cdktf = path.join(__dirname, "..", "bin", "cdktf");
  const child = spawn(process.execPath, [cdktf, ...args], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: "1" }), ...environment },
  });
  for (const stream of [child.stdout, child.stderr]) {
    const output = cdktfOutput(print, { colors: process.stdout.isTTY });
    stream.setEncoding("utf8");
    stream.on("data", (chunk: string) => output.write(chunk));
    stream.on("end", () => output.end());
  }
  // Ctrl-C reaches cdktf and Terraform as well; they stop in order and unlock the state, which we wait for.
  const wait = () => {};
  process.on("SIGINT", wait);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      process.off("SIGINT", wait);
      resolve(code ?? 130);
    });
  });
}
