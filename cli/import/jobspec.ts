import { join } from "node:path";
import type { WireJob } from "../../.gen/nomad";
import { repositoryRoot } from "../../tools/cache";
import { goBuild } from "../../tools/go-build";
import type { Progress } from "../../tools/progress";
import { run } from "../../tools/run";
import type { Source } from "./source";

/** One job file to be read. */
export interface JobRequest {
  /** The file, or for a text that is in none, how it is called in messages. */
  readonly path: string;
  /** The text. @default - it is read from the file */
  readonly body?: string;
  /** Values of HCL variables, as `name=value`. */
  readonly vars?: readonly string[];
  /** Files with values of HCL variables. */
  readonly varFiles?: readonly string[];
  /** The text of such a file. */
  readonly variables?: string;
  /** Lets values be given for variables that the file does not have. @default false */
  readonly lenient?: boolean;
  /** Asks for the job with Nomad's defaults too. @default false */
  readonly canonical?: boolean;
  /** Whether the text is the server's own job, from which defaults and implied parts are to be taken. @default false */
  readonly running?: boolean;
}

/** One reason why a file is no job; line and column count from 1. */
export interface Problem {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
}

/** What became of a request: a job, or the reasons why there is none. */
export interface JobAnswer {
  readonly path: string;
  readonly format: "hcl" | "json";
  readonly job?: WireJob;
  readonly canonical?: WireJob;
  /** Order and comments; HCL only. */
  readonly source?: Source;
  /** Whether the file is well formed and holds no job. */
  readonly noJob?: boolean;
  /** Variables with neither a default nor a value, and the lines that declare them. */
  readonly missing?: readonly { readonly name: string; readonly line?: number }[];
  readonly problems?: readonly Problem[];
}

/**
 * Reads job files with the parser of the pinned Nomad, all of them in one process.
 *
 * @param title what progress is told to be made
 * @returns one answer a request, in their order
 * @throws Error when the program cannot be built, or ends before it has answered
 */
export async function readJobs(
  requests: readonly JobRequest[],
  title: string,
  progress: Progress,
): Promise<JobAnswer[]> {
  const program = await goBuild(
    { name: "jobspec", dir: join(repositoryRoot, "tools", "modules", "jobspec"), packagePath: "." },
    progress,
  );
  const { code, stdout, stderr } = await progress.step(title, () =>
    run([program], {
      input: requests.map((request) => JSON.stringify(request)).join("\n"),
      env: ownEnvironment(),
    }),
  );
  if (code !== 0) {
    throw new Error(`nomad's parser ended with ${code}: ${stderr.trim()}`);
  }
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

/** A job file may read values from NOMAD_VAR_*; it has no use for anything else, least of all a token. */
function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => name === "HOME" || name.startsWith("NOMAD_VAR_")),
  );
}
