import { execFile } from "node:child_process";
import { closeSync, existsSync, openSync, readSync, realpathSync, statSync } from "node:fs";
import { CodedError } from "../errors";
import { findProgram } from "./find-program";
import type { Progress } from "./progress";
import { ensureTool } from "./tool";
import { oldestServers, versions } from "./versions";

/** A server of which the user can have a program. */
export type ServerName = "nomad" | "consul";

/** The program of a server. */
export interface ServerProgram {
  readonly path: string;
  /** Such as `1.11.3`. */
  readonly version: string;
  /** `given` by an option or a variable, found in `PATH`, or the `pinned` version, which cdknomad builds. */
  readonly source: "given" | "PATH" | "pinned";
}

/** The word for the pinned version in place of a path. */
export const PINNED = "pinned";

/** A program that the user names. */
export interface GivenProgram {
  /** Path, name in `PATH`, or {@link PINNED}. */
  readonly program: string;
  /** The option or variable with it, for messages. */
  readonly from: string;
}

/** Longest time of `-version`, in milliseconds. Nomad and Consul take 0.1 s to 0.5 s. */
const TIME_LIMIT = 20_000;

const TITLES = { nomad: "Nomad", consul: "Consul" } as const;

/**
 * Returns the program of a server: the given one, otherwise a supported one in PATH, otherwise the pinned version, which is built
 * and kept in the cache.
 *
 * @throws CodedError if the given program cannot be used, or if the pinned version cannot be built
 */
export async function serverProgram(
  name: ServerName,
  progress: Progress,
  given?: GivenProgram,
  env: NodeJS.ProcessEnv = process.env,
): Promise<ServerProgram> {
  return (
    (await existingServer(name, progress, given, env)) ?? {
      path: await ensureTool(name, progress),
      version: versions[name],
      source: "pinned",
    }
  );
}

/**
 * Returns the program of a server that need not be built, and shows which one it is and where it was found.
 *
 * @returns nothing if the pinned version is given, or if PATH has no supported one
 * @throws CodedError if the given program cannot be used
 */
export async function existingServer(
  name: ServerName,
  progress: Progress,
  given: GivenProgram | undefined,
  env: NodeJS.ProcessEnv = process.env,
): Promise<ServerProgram | undefined> {
  if (given) {
    if (given.program === PINNED) {
      return undefined;
    }
    const program = await givenProgram(name, given, env);
    progress.note(`${TITLES[name]} ${program.version}: ${program.path}, from ${given.from}`);
    return program;
  }
  const found = findProgram(name, env);
  if (found === undefined) {
    return undefined;
  }
  const version = await supportedVersion(name, found);
  if (typeof version !== "string") {
    progress.note(`${TITLES[name]} ${versions[name]} instead of the program in PATH: ${found} ${version.problem}`);
    return undefined;
  }
  progress.note(`${TITLES[name]} ${version}: ${found}, found in PATH`);
  return { path: realpathSync(found), version, source: "PATH" };
}

/**
 * Returns the program that the user named.
 *
 * @throws CodedError with what is wrong with it, and what is allowed
 */
export async function givenProgram(
  name: ServerName,
  { program, from }: GivenProgram,
  env: NodeJS.ProcessEnv = process.env,
): Promise<ServerProgram> {
  const found = findProgram(program, env);
  const version = found === undefined ? { problem: whyNotFound(program) } : await supportedVersion(name, found);
  if (found === undefined || typeof version !== "string") {
    const { problem } = version as Unusable;
    throw new CodedError(
      "tool-unusable",
      `${from}: ${program} ${problem}; give the path of ${TITLES[name]} ${oldestServers[name]} or later, or "${PINNED}" to build ${versions[name]}`,
    );
  }
  return { path: realpathSync(found), version, source: "given" };
}

/** Why a program cannot be used, as the end of a sentence about it. */
interface Unusable {
  readonly problem: string;
}

function whyNotFound(program: string): string {
  if (!program.includes("/")) {
    return "is not in PATH";
  }
  if (!existsSync(program)) {
    return "does not exist";
  }
  return statSync(program).isFile() ? "is not executable (chmod +x)" : "is not a file";
}

/** Returns the version of a program that a lab can run as its server, or why it cannot. */
async function supportedVersion(name: ServerName, file: string): Promise<string | Unusable> {
  const title = TITLES[name];
  const format = formatProblem(file);
  if (format !== undefined) {
    return { problem: format };
  }
  const printed = await printedVersion(file);
  if (typeof printed !== "string") {
    return printed;
  }
  const line = printed.trim().split("\n")[0] ?? "";
  const [, version, edition] = new RegExp(`^${title} v(\\d+\\.\\d+\\.\\d+)(\\S*)`, "m").exec(printed) ?? [];
  if (version === undefined) {
    return { problem: `is not ${title}: it prints ${JSON.stringify(line.slice(0, 80))} for -version` };
  }
  if (edition?.includes("+ent")) {
    return { problem: `is ${title} Enterprise ${version}, which needs a license` };
  }
  return byNumbers.compare(version, oldestServers[name]) < 0
    ? { problem: `is ${title} ${version}, which is older than ${oldestServers[name]}` }
    : version;
}

/** Orders versions: 1.18.0 comes after 1.8.0. */
const byNumbers = new Intl.Collator("en", { numeric: true });

/** Returns what a program prints for `-version`. */
function printedVersion(file: string): Promise<string | Unusable> {
  return new Promise((resolve) => {
    const options = { timeout: TIME_LIMIT, killSignal: "SIGKILL", maxBuffer: 1 << 20 } as const;
    const child = execFile(file, ["-version"], options, (error, stdout, stderr) => {
      if (error?.killed === true && error.code === null) {
        resolve({ problem: `did not answer -version within ${TIME_LIMIT / 1000} s` });
      } else if (error && stdout === "") {
        const reason = stderr.trim().split("\n")[0] || (error.code ?? error.message);
        resolve({ problem: `cannot be run: ${reason}` });
      } else {
        resolve(stdout);
      }
    });
    child.stdin?.end();
  });
}

/** Numbers of processors in the header of a program, with their names. */
const MACHINES: Readonly<Record<number, string>> = { 3: "x86", 40: "arm", 62: "x86-64", 183: "arm64" };
const OWN_MACHINE: Readonly<Record<string, number>> = { x64: 62, arm64: 183 };

/**
 * Returns what is wrong with the format of a program; nothing for a program of this processor and for a script. It is read here
 * because the system runs every other file as a script of the shell.
 */
function formatProblem(file: string): string | undefined {
  const header = Buffer.alloc(20);
  const descriptor = openSync(file, "r");
  try {
    readSync(descriptor, header, 0, header.length, 0);
  } finally {
    closeSync(descriptor);
  }
  if (header.toString("latin1", 0, 2) === "#!") {
    return undefined;
  }
  if (header.toString("latin1", 0, 4) !== "\x7fELF") {
    return "is not a program for Linux";
  }
  const machine = header.readUInt16LE(18);
  const own = OWN_MACHINE[process.arch];
  return own === undefined || machine === own
    ? undefined
    : `is for the processor ${MACHINES[machine] ?? machine}, and this machine has ${MACHINES[own]}`;
}
