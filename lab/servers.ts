import type { Progress } from "../tools/progress";
import {
  type GivenProgram,
  givenProgram,
  PINNED,
  type ServerName,
  type ServerProgram,
  serverProgram,
} from "../tools/server-program";
import { versions } from "../tools/versions";

/** The programs that a lab runs as its servers. */
export type Servers = Readonly<Record<ServerName, ServerProgram>>;

/** Programs that the user wants as the servers of a lab: each a path, a name in PATH, or `pinned`. */
export type WantedServers = Readonly<Partial<Record<ServerName, string>>>;

const NAMES: readonly ServerName[] = ["nomad", "consul"];
const VARIABLES = { nomad: "CDKNOMAD_LAB_NOMAD", consul: "CDKNOMAD_LAB_CONSUL" } as const;

/** Returns the program that an option or a variable names. */
function given(name: ServerName, wanted: WantedServers, env: NodeJS.ProcessEnv): GivenProgram | undefined {
  const variable = VARIABLES[name];
  const option = wanted[name];
  const program = option ?? env[variable];
  return program ? { program, from: option === undefined ? variable : `--${name}` } : undefined;
}

/**
 * Checks the programs that the user wants, so that a mistake is reported before anything is built.
 *
 * @throws CodedError if one of them cannot be used
 */
export async function checkGivenServers(wanted: WantedServers, env: NodeJS.ProcessEnv = process.env): Promise<void> {
  for (const name of NAMES) {
    const program = given(name, wanted, env);
    if (program && program.program !== PINNED) {
      await givenProgram(name, program, env);
    }
  }
}

/**
 * Returns the program of one of a lab's servers.
 *
 * @throws CodedError if a program that the user wants cannot be used, or if a pinned version cannot be built
 */
export function findServer(
  name: ServerName,
  wanted: WantedServers,
  progress: Progress,
  env: NodeJS.ProcessEnv = process.env,
): Promise<ServerProgram> {
  return serverProgram(name, progress, given(name, wanted, env), env);
}

/**
 * Returns how the servers of a running lab differ from the programs that the user wants, as the end of a sentence about the lab.
 *
 * @param running the servers of the lab. @default - a lab of an earlier version of cdknomad, of which they are not known
 */
export async function differentServers(
  running: Servers | undefined,
  wanted: WantedServers,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string | undefined> {
  for (const name of NAMES) {
    const program = given(name, wanted, env);
    if (program && running) {
      const { path, version } = running[name];
      if (program.program === PINNED) {
        if (version !== versions[name]) {
          return `with ${name} ${version} (${path}), not ${versions[name]}`;
        }
      } else {
        const other = await givenProgram(name, program, env);
        if (other.path !== path) {
          return `with ${name} ${version} (${path}), not ${other.version} (${other.path})`;
        }
      }
    }
  }
  return undefined;
}
