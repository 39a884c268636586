import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { parseAddress } from "../../clients";
import { findProgram } from "../../tools/find-program";

/** The parts of a line of `terraform ... -json` that are read. */
export interface TerraformEvent {
  readonly type: string;
  readonly "@message": string;
  readonly diagnostic?: {
    readonly severity: "error" | "warning";
    readonly summary: string;
    readonly detail?: string;
    readonly address?: string;
  };
  readonly hook?: { readonly resource?: { readonly addr: string }; readonly action?: string };
  /** The state, which Terraform prints if it can write it nowhere. It contains secrets. */
  readonly state?: { readonly serial: number; readonly lineage: string };
}

/** The result of a run of Terraform. */
export interface TerraformResult {
  readonly code: number;
  /** Standard output, without the lines that `onEvent` received. */
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs Terraform in a stack's folder, without colors, questions, and telemetry.
 *
 * @param program the path of Terraform or OpenTofu
 * @param onEvent receives each line of a command with `-json`; without it, standard output is collected
 * @param environment variables in addition to those of this process
 * @param onStart receives a function that interrupts Terraform; with it, Ctrl-C does not reach Terraform directly
 */
export function terraform(
  program: string,
  folder: string,
  args: readonly string[],
  onEvent?: (event: TerraformEvent) => void,
  environment: NodeJS.ProcessEnv = {},
  onStart?: (interrupt: () => void) => void,
): Promise<TerraformResult> {
  const [command, ...argv] = onStart ? killedWithParent([program, ...args]) : [program, ...args];
  const child = spawn(command, argv, {
    cwd: folder,
    env: { ...quiet(process.env), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    // In its own process group: Terraform would receive each Ctrl-C twice, and end at once on the second one. Windows would give it a
    // window of its own instead.
    detached: onStart !== undefined && process.platform !== "win32",
  });
  onStart?.(() => child.kill("SIGINT"));
  let stdout = "";
  let stderr = "";
  let rest = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    if (!onEvent) {
      stdout += text;
      return;
    }
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line.startsWith("{")) {
        onEvent(JSON.parse(line) as TerraformEvent);
      } else {
        stdout += `${line}\n`; // Terraform prints a few messages as text despite -json
      }
    }
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, stdout: stdout + rest, stderr }));
  });
}

/**
 * Returns a command that the kernel kills when this process is killed. Otherwise Terraform would keep running with the lock
 * until it writes to the closed pipe. Linux only.
 */
function killedWithParent(command: readonly [string, ...string[]]): readonly [string, ...string[]] {
  const setpriv = findProgram("setpriv");
  return setpriv ? [setpriv, "--pdeathsig", "KILL", ...command] : command;
}

/** The credentials in CONSUL_HTTP_ADDR, for a state in Consul, whose address in the configuration has none. */
function credentialsOfState({ CONSUL_HTTP_ADDR: address }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const basicAuth = address ? parseAddress("consul", address).basicAuth : undefined;
  return basicAuth === undefined ? {} : { CONSUL_HTTP_AUTH: basicAuth };
}

function quiet(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { TF_CLI_CONFIG_FILE: configuration, ...others } = environment;
  return {
    // Less frequent garbage collection saves a fifth of Terraform's time; the memory is limited.
    GOGC: "400",
    GOMEMLIMIT: "2GiB",
    ...credentialsOfState(environment),
    ...others,
    // Terraform prints a warning on every run about a file that does not exist.
    ...(configuration && existsSync(configuration) && { TF_CLI_CONFIG_FILE: configuration }),
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    NO_COLOR: "1",
  };
}
