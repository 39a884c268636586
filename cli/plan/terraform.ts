import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { findProgram } from "../../tools/find-program";

/** One line of `terraform ... -json`, as far as it is read. */
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
}

/** How a run of Terraform ended. */
export interface TerraformResult {
  readonly code: number;
  /** Standard output, where it was not taken line by line. */
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs Terraform in a stack's folder, for a program: no colours, no questions, no reports to anyone.
 *
 * @param program the path of Terraform or OpenTofu
 * @param onEvent gets each line of a command that was given `-json`; without it standard output is collected
 * @param environment variables beside those of this process
 * @param onStart gets what interrupts Terraform; where it is given, Ctrl-C does not reach Terraform by itself
 */
export function terraform(
  program: string,
  folder: string,
  args: readonly string[],
  onEvent?: (event: TerraformEvent) => void,
  environment: NodeJS.ProcessEnv = {},
  onStart?: (interrupt: () => void) => void,
): Promise<TerraformResult> {
  const [command, ...argv] = onStart ? endedByOurDeath([program, ...args]) : [program, ...args];
  const child = spawn(command, argv, {
    cwd: folder,
    env: { ...quiet(process.env), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    // Out of the terminal's reach: Terraform would get each Ctrl-C from there and from us, and take two for "at once".
    detached: onStart !== undefined,
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
        stdout += `${line}\n`; // Terraform has a few words that do not know of -json
      }
    }
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, stdout: stdout + rest, stderr }));
  });
}

/**
 * A process out of the terminal's reach would outlive this one if that is killed, hold the lock, and be ended by its next
 * word to nobody. So the kernel ends it at once: what it has written until then the next run finds. Linux only.
 */
function endedByOurDeath(command: readonly [string, ...string[]]): readonly [string, ...string[]] {
  const setpriv = findProgram("setpriv");
  return setpriv ? [setpriv, "--pdeathsig", "KILL", ...command] : command;
}

function quiet(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { TF_CLI_CONFIG_FILE: configuration, ...others } = environment;
  return {
    // Terraform's memory is short-lived; collecting it less often saves a fifth of its time. What it may take has an end.
    GOGC: "400",
    GOMEMLIMIT: "2GiB",
    ...others,
    // A file that is not there would be warned of in every answer.
    ...(configuration && existsSync(configuration) && { TF_CLI_CONFIG_FILE: configuration }),
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    NO_COLOR: "1",
  };
}
