import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { terminalProgress } from "../tools/progress";
import { ensureTerraform } from "../tools/terraform";
import { cdktfOutput } from "./cdktf-output";
import { followProgress } from "./progress";

/**
 * Runs `cdktf deploy` for all stacks, and shows what the provider tells of the deployments meanwhile.
 *
 * @param environment how Nomad and Consul are found
 * @throws Error when cdktf ends with anything but success; what was wrong it has printed itself
 */
export async function deploy(environment: NodeJS.ProcessEnv): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-deploy-"));
  const file = path.join(folder, "progress.jsonl");
  const terraform = await ensureTerraform(terminalProgress());
  const progress = followProgress(file, (line) => console.log(line));
  try {
    const code = await run(["deploy", "*", "--auto-approve"], {
      ...environment,
      TERRAFORM_BINARY_NAME: terraform,
      CDKNOMAD_PROGRESS: file,
    });
    if (code !== 0) {
      throw new Error(
        `cdktf deploy ended with ${code}; mend what it says above and run the same again, nothing is lost`,
      );
    }
  } finally {
    progress.stop();
    rmSync(folder, { recursive: true });
  }
}

function run(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const cdktf = path.join(__dirname, "..", "bin", "cdktf");
  const child = spawn(process.execPath, [cdktf, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: "1" }), ...environment },
  });
  for (const stream of [child.stdout, child.stderr]) {
    const output = cdktfOutput((line) => console.log(line), { colours: process.stdout.isTTY });
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
