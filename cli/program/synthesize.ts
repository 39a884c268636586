import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { CodedError } from "../../errors/coded-error";
import type { Stack } from "../stack/stack";
import { isVerbose, withoutStacks } from "../verbose";
import { crashDumpFilter } from "./crash-dump";

interface Manifest {
  readonly stacks: Record<
    string,
    { readonly name: string; readonly workingDirectory: string; readonly dependencies: readonly string[] }
  >;
}

/** Where a program writes its stacks, and what it prints. */
interface SynthesisTarget {
  /** @default - the folder of `cdktf.json` */
  readonly output?: string;
  /** Additional environment variables. */
  readonly variables: NodeJS.ProcessEnv;
  /** Receives what the program prints. @default - standard error does */
  readonly print?: (text: string) => void;
}

/**
 * Runs the program that `cdktf.json` names, and returns its stacks in the order in which they can be applied. The `cdktf`
 * command is not used, because it takes 1.5 s to start.
 *
 * @param folder the folder of `cdktf.json`
 * @param onStart receives a function that ends the program; with it, Ctrl-C does not reach the program directly
 * @param target where the program writes its stacks, and what it prints. @default - as `cdktf.json` says
 * @throws Error when there is no `cdktf.json`, or when the program fails, which prints the reason
 */
export async function synthesize(
  folder: string,
  onStart?: (end: () => void) => void,
  target?: SynthesisTarget,
): Promise<Stack[]> {
  const settings = projectSettings(folder);
  const output = target?.output ?? settings.output;
  const environment = programEnvironment(settings, output, target?.variables);
  await runApp(settings.app, folder, environment, { onStart, print: target?.print });
  return stacksIn(output, folder);
}

/** Returns the environment variables of a program, as cdktf sets them. */
export function programEnvironment(
  { context }: Pick<ProjectSettings, "context">,
  output: string,
  variables: NodeJS.ProcessEnv = {},
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    CHECKPOINT_DISABLE: "1",
    CDKTF_OUTDIR: output,
    CDKTF_CONTEXT_JSON: JSON.stringify(context),
    ...variables,
  };
}

/**
 * Returns the stacks of the last synthesis, in the order in which they can be applied.
 *
 * @param folder the folder of `cdktf.json`
 * @throws Error when nothing was synthesized
 */
export function readStacks(folder: string): Stack[] {
  return stacksIn(projectSettings(folder).output, folder);
}

/**
 * Returns the stacks that a program wrote, in the order in which they can be applied.
 *
 * @param output the folder that the program wrote to
 * @param folder the folder of `cdktf.json`
 * @throws Error when nothing was synthesized
 */
export function stacksIn(output: string, folder: string): Stack[] {
  const file = path.join(output, "manifest.json");
  if (!existsSync(file)) {
    throw new CodedError(
      "not-synthesized",
      `${path.relative(folder, file)} does not exist; write it with: cdknomad plan`,
    );
  }
  const { stacks } = JSON.parse(readFileSync(file, "utf8")) as Manifest;
  // A stack needs the types of the job specification. Until here, the user's program runs.
  const { Stack } = require("../stack/stack") as typeof import("../stack/stack");
  return inOrder(
    Object.values(stacks).map(
      ({ name, workingDirectory, dependencies }) => new Stack(name, path.join(output, workingDirectory), dependencies),
    ),
  );
}

/** Returns each stack after its dependencies. cdktf refuses cycles at synthesis. */
function inOrder(stacks: readonly Stack[]): Stack[] {
  const sorted: Stack[] = [];
  const visit = (stack: Stack) => {
    if (sorted.includes(stack)) {
      return;
    }
    for (const dependency of stacks.filter(({ name }) => stack.dependencies.includes(name))) {
      visit(dependency);
    }
    sorted.push(stack);
  };
  stacks.forEach(visit);
  return sorted;
}

/** The parts of a project's `cdktf.json` that are used. */
export interface ProjectSettings {
  /** The command line that runs the program. */
  readonly app: string;
  /** The folder of the output. */
  readonly output: string;
  readonly context: unknown;
}

/**
 * Reads `cdktf.json`.
 *
 * @param folder the folder of `cdktf.json`
 * @throws Error if there is no such file, or no program in it
 */
export function projectSettings(folder: string): ProjectSettings {
  const file = path.join(folder, "cdktf.json");
  if (!existsSync(file)) {
    throw new CodedError(
      "no-project",
      `${folder}: there is no cdktf.json; run the command in the folder of a cdktf project`,
    );
  }
  const { app, output = "cdktf.out", context = {} } = JSON.parse(readFileSync(file, "utf8"));
  if (typeof app !== "string") {
    throw new CodedError(
      "no-project",
      `${file}: "app" is missing, want the command that synthesizes, such as "node --import tsx main.ts"`,
    );
  }
  return { app, output: path.resolve(folder, output), context };
}

/** How the end of a running program is caused, and what receives its output. */
interface Run {
  readonly onStart: ((end: () => void) => void) | undefined;
  readonly print: ((text: string) => void) | undefined;
}

/** Runs the program. Its output goes to standard error, because standard output is for the report. */
function runApp(app: string, cwd: string, env: NodeJS.ProcessEnv, { onStart, print }: Run): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(app, {
      cwd,
      env: withoutStacks(env),
      shell: true,
      stdio: ["ignore", print ? "pipe" : process.stderr, print || !isVerbose(env) ? "pipe" : process.stderr],
      // In its own process group, to end the shell and its children. Windows would give it a window of its own instead.
      detached: onStart !== undefined && process.platform !== "win32",
    });
    const filter = crashDumpFilter(print ?? ((text) => process.stderr.write(text)));
    child.stdout?.setEncoding("utf8").on("data", (text: string) => print?.(text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => filter.write(text));
    const { pid } = child;
    let ended = false;
    onStart?.(() => {
      if (pid !== undefined && !ended) {
        process.kill(process.platform === "win32" ? pid : -pid, "SIGTERM");
      }
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      ended = true;
      filter.end();
      if (code === 0) {
        resolve();
      } else {
        const more = isVerbose(env) ? "" : "; --verbose shows the stack trace";
        const exit = code === null ? `ended by ${signal}` : `exited with ${code}`;
        reject(
          new CodedError(
            "program-failed",
            `the program failed (\`${app}\` ${exit}); fix the error above and run the command again${more}`,
          ),
        );
      }
    });
  });
}
