import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import { CodedError } from "../errors";
import { terminalProgress } from "../tools/progress";
import { temporaryFolder } from "../tools/temporary-folder";
import { ensureTerraform } from "../tools/terraform";
import { cdktfOutput } from "./cdktf-output";
import { readStacks } from "./program/synthesize";
import { watchWaits } from "./watch-waits";

/**
 * Runs `cdktf deploy` for all stacks, and shows the progress that the provider reports meanwhile.
 *
 * @param environment variables with the addresses of Nomad and Consul
 * @param project the folder of `cdktf.json`
 * @throws CodedError if cdktf fails; it has printed the reason itself
 */
export async function deploy(environment: NodeJS.ProcessEnv, project = process.cwd()): Promise<void> {
  const folder = temporaryFolder("deploy");
  const file = path.join(folder, "progress.jsonl");
  const terraform = await ensureTerraform(terminalProgress());
  const waits = watchWaits(file, () => readStacks(project));
  try {
    const code = await run(
      ["deploy", "*", "--auto-approve"],
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
  } finally {
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
