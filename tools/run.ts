import { spawn } from "node:child_process";

/**
 * Result of a program that ended.
 *
 * @see docs/how-to/test.md
 */
export interface Finished {
  /** Exit code; 127 if the program could not be started, 129 if a signal ended it. */
  readonly code: number;
  /** Standard output. */
  readonly stdout: string;
  /** Standard error. */
  readonly stderr: string;
}

/** Options of {@link run}. */
export interface RunOptions {
  readonly cwd?: string;
  /** @default - the environment of this process */
  readonly env?: NodeJS.ProcessEnv;
  /** Text for standard input. @default - none */
  readonly input?: string;
  /** Called with each line of standard error as it comes. */
  readonly onLine?: (line: string) => void;
}

/**
 * Runs a program without a shell and waits for it. It never throws for a failure of the program.
 *
 * @see docs/how-to/test.md
 */
export function run(argv: readonly [string, ...string[]], options: RunOptions = {}): Promise<Finished> {
  const [program, ...args] = argv;
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: options.cwd, env: options.env ?? process.env, stdio: "pipe" });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
      for (const line of text.split("\n")) {
        if (line) {
          options.onLine?.(line);
        }
      }
    });
    child.on("error", (error) => resolve({ code: 127, stdout, stderr: `${stderr}${error.message}\n` }));
    child.on("close", (code, signal) => resolve({ code: code ?? (signal ? 129 : 1), stdout, stderr }));
    // A program that does not read its input closes the pipe, which is not a failure.
    child.stdin.on("error", () => {});
    child.stdin.end(options.input ?? "");
  });
}
