import { CodedError } from "../errors";
import type { Progress } from "../tools/progress";
import { type Finished, run } from "../tools/run";
import { isRoot } from "./rights";

/** Why a lab needs root, shown before sudo asks for a password. */
const WHY =
  "only root can create the namespaces, mounts, control groups, and links of a lab, and run Nomad, Consul, docker, and podman in them";

/** What every error message of the supervisor starts with; sudo's do not. */
const SUPERVISOR = "supervisor:";

/** Where sudo can ask for a password. */
export interface Asking {
  /** Whether this process has a terminal. @default - whether standard input and standard error are one */
  readonly terminal?: boolean;
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Runs the supervisor as root: directly if this process is root, otherwise with sudo. Nothing else of cdknomad runs as root.
 *
 * sudo asks for a password only if it must, and then the user has read what it is for.
 *
 * @param program the path of the supervisor
 * @param title the title of the step
 * @throws CodedError if sudo refuses, or cannot ask
 */
export async function runAsRoot(
  program: string,
  args: readonly string[],
  title: string,
  progress: Progress,
  { terminal = process.stdin.isTTY && process.stderr.isTTY, env = process.env }: Asking = {},
): Promise<Finished> {
  const own: [string, ...string[]] = [program, ...args];
  if (isRoot()) {
    return progress.step(title, () => run(own));
  }
  // The messages of sudo are recognized and shown.
  const inEnglish = { env: { ...env, LC_ALL: "C" } };
  const sudo = (...argv: string[]) => run(["sudo", ...argv], inEnglish);
  // Without arguments the supervisor only prints how it is used.
  const asked = await sudo("-n", "--", program);
  if (asked.stderr.includes(SUPERVISOR)) {
    return progress.step(title, () => sudo("-n", "--", ...own));
  }
  const ask = terminal ? ["-p", "[sudo] password for %p: "] : env.SUDO_ASKPASS ? ["-A"] : undefined;
  if (!ask) {
    throw refused(program, asked, "there is no terminal to ask for the password");
  }
  progress.note(`${title}: ${WHY}. sudo runs ${program}, and nothing else, as root.`);
  const finished = await run(["sudo", ...ask, "--", ...own], {
    ...inEnglish,
    onLine: (line) => line.startsWith(SUPERVISOR) || progress.note(line),
  });
  if (finished.code !== 0 && !finished.stderr.includes(SUPERVISOR)) {
    throw refused(program, finished);
  }
  return finished;
}

function refused(program: string, { stderr }: Finished, also?: string): CodedError {
  const reason = [
    stderr
      .trim()
      .split("\n")
      .at(-1)
      ?.replace(/^sudo: /, ""),
    also,
  ]
    .filter(Boolean)
    .join(", and ");
  return new CodedError(
    "sudo-refused",
    `${WHY}, and sudo refused to run ${program}: ${reason}; run the command in a terminal, allow the program in sudoers, or run the command as root`,
  );
}
