import { spawn } from "node:child_process";
import { homedir } from "node:os";

/** What a step printed, and how it ended. */
export interface Ran {
  readonly code: number;
  readonly output: string;
}

/**
 * Runs a script as a forge's runner does: in bash, which stops at the first command that fails, with the variables given and
 * the few that every machine has. Nothing of the environment of the tests gets in, above all no token.
 */
export function runScript(script: string, cwd: string, variables: Readonly<Record<string, string>>): Promise<Ran> {
  const { PATH = "", TERRAFORM_BINARY_NAME } = process.env;
  const env = {
    PATH,
    HOME: homedir(),
    CI: "true",
    NO_COLOR: "1",
    ...(TERRAFORM_BINARY_NAME !== undefined && { TERRAFORM_BINARY_NAME }),
    ...(process.env.CDKNOMAD_CACHE !== undefined && { CDKNOMAD_CACHE: process.env.CDKNOMAD_CACHE }),
    ...variables,
  };
  const child = spawn("bash", ["-eo", "pipefail", "-c", script], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      output += chunk;
    });
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? -1, output }));
  });
}
