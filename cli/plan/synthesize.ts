import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { isVerbose, withoutStacks } from "../verbose";

/** A stack as synthesis wrote it. */
export interface Stack {
  readonly name: string;
  /** The folder in which Terraform runs. */
  readonly folder: string;
  /** Names of the stacks that are applied before it. */
  readonly dependencies: readonly string[];
}

interface Manifest {
  readonly stacks: Record<
    string,
    { readonly name: string; readonly workingDirectory: string; readonly dependencies: readonly string[] }
  >;
}

/**
 * Runs the program that `cdktf.json` names, and gives its stacks in the order in which they can be applied. The `cdktf`
 * command is not part of it: it takes a second and a half to start, and tells a program nothing.
 *
 * @param folder where `cdktf.json` is
 * @param onStart gets what ends the program; where it is given, Ctrl-C does not reach the program by itself
 * @param apart where it writes instead of `cdktf.out`, and what it reads beside the environment of this process
 * @throws Error when there is no `cdktf.json`, or when the program fails, which has printed why
 */
export async function synthesize(
  folder: string,
  onStart?: (end: () => void) => void,
  apart?: { readonly output: string; readonly variables: NodeJS.ProcessEnv },
): Promise<Stack[]> {
  const { app, output: usual, context } = settings(folder);
  const output = apart?.output ?? usual;
  const environment = {
    ...process.env,
    CHECKPOINT_DISABLE: "1",
    CDKTF_OUTDIR: output,
    CDKTF_CONTEXT_JSON: JSON.stringify(context),
    ...apart?.variables,
  };
  await runApp(app, folder, environment, onStart);
  return stacksIn(output, folder);
}

/**
 * The stacks that were synthesized last, in the order in which they can be applied.
 *
 * @param folder where `cdktf.json` is
 * @throws Error when nothing was synthesized
 */
export function readStacks(folder: string): Stack[] {
  return stacksIn(settings(folder).output, folder);
}

function stacksIn(output: string, folder: string): Stack[] {
  const file = path.join(output, "manifest.json");
  if (!existsSync(file)) {
    throw new Error(`${path.relative(folder, file)} is not there; cdknomad plan or cdktf synth writes it`);
  }
  const { stacks } = JSON.parse(readFileSync(file, "utf8")) as Manifest;
  return inOrder(
    Object.values(stacks).map(({ name, workingDirectory, dependencies }) => ({
      name,
      dependencies,
      folder: path.join(output, workingDirectory),
    })),
  );
}

/** Each stack behind all that it depends on. cdktf refuses circles at synthesis. */
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

function settings(folder: string): { app: string; output: string; context: unknown } {
  const file = path.join(folder, "cdktf.json");
  if (!existsSync(file)) {
    throw new Error(`${folder}: no cdktf.json here; run this in the folder of a cdktf project`);
  }
  const { app, output = "cdktf.out", context = {} } = JSON.parse(readFileSync(file, "utf8"));
  if (typeof app !== "string") {
    throw new Error(`${file}: got no "app", want the command that synthesizes, such as "node --import tsx main.ts"`);
  }
  return { app, output: path.resolve(folder, output), context };
}

/** What the program prints goes to standard error: standard output is the report's. */
function runApp(app: string, cwd: string, env: NodeJS.ProcessEnv, onStart?: (end: () => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(app, {
      cwd,
      env: withoutStacks(env),
      shell: true,
      stdio: ["ignore", process.stderr, process.stderr],
      detached: onStart !== undefined,
    });
    const { pid } = child;
    let ended = false;
    onStart?.(() => {
      if (pid !== undefined && !ended) {
        process.kill(-pid, "SIGTERM"); // the shell and what it started
      }
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      ended = true;
      if (code === 0) {
        resolve();
      } else {
        const more = isVerbose(env) ? "" : " (--verbose shows the stack)";
        reject(new Error(`${app} ended with ${code ?? signal}; mend what it says above${more}`));
      }
    });
  });
}
