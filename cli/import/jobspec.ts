import type { WireJob } from "../../.gen/nomad";
import type { Issue } from "../../constructs/issue";
import { CodedError } from "../../errors";
import type { Progress } from "../../tools/progress";
import { run } from "../../tools/run";
import { ensureTool } from "../../tools/tool";
import type { ImportCode } from "./codes";
import type { Declaration, Source } from "./source";

/** One job file to be read. */
export interface JobRequest {
  /** The file, or the name of a text in messages if it is not in a file. */
  readonly path: string;
  /** The text. @default - the content of the file */
  readonly body?: string;
  /** Values of HCL variables in the form `name=value`. */
  readonly vars?: readonly string[];
  /** Files with values of HCL variables. */
  readonly varFiles?: readonly string[];
  /** The content of such a file. */
  readonly variables?: string;
  /** Accepts values for variables that the file does not declare. @default false */
  readonly lenient?: boolean;
  /** Also returns the job with Nomad's defaults. @default false */
  readonly canonical?: boolean;
  /** Whether the text is the job of a server, from which defaults and implied parts are removed. @default false */
  readonly running?: boolean;
}

/** One reason why a file is not a job. Line and column count from 1. */
export interface JobFileIssue extends Partial<Pick<Issue<ImportCode>, "code">>, Pick<Issue, "message"> {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** The answer to a request: a job, or the reasons why there is none. */
export interface JobAnswer {
  readonly path: string;
  readonly format: "hcl" | "json";
  readonly job?: WireJob;
  readonly canonical?: WireJob;
  /** Order and comments; HCL only. */
  readonly source?: Source;
  /** The variables and locals of the file with their comments. */
  readonly declared?: readonly Declaration[];
  /** The values of the variables and locals inside of texts, as texts. */
  readonly values?: Readonly<Record<string, string>>;
  /** Whether the file is well formed and does not contain a job. */
  readonly noJob?: boolean;
  /** Variables with neither a default nor a value, and the lines that declare them. */
  readonly missing?: readonly { readonly name: string; readonly line?: number }[];
  /** All variables that the file declares. */
  readonly variables?: readonly { readonly name: string; readonly line?: number }[];
  /** The names of its locals. */
  readonly locals?: readonly string[];
  /** The number of its `dynamic` blocks. */
  readonly dynamic?: number;
  /** Functions in it that return another value at each call, such as `uuidv4`. */
  readonly volatile?: readonly string[];
  readonly problems?: readonly JobFileIssue[];
}

/**
 * Reads job files with the parser of the pinned Nomad, all of them in one process.
 *
 * @param title the text that progress shows
 * @returns one answer per request, in the order of the requests
 * @throws Error if the program cannot be built, or exits before it has answered
 */
export async function readJobs(
  requests: readonly JobRequest[],
  title: string,
  progress: Progress,
): Promise<JobAnswer[]> {
  const program = await ensureTool("jobspec", progress);
  const { code, stdout, stderr } = await progress.step(title, () =>
    run([program], {
      input: requests.map((request) => JSON.stringify(request)).join("\n"),
      env: ownEnvironment(),
    }),
  );
  if (code !== 0) {
    throw new CodedError("parser-failed", `nomad's parser exited with ${code}: ${stderr.trim()}`);
  }
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

/** A job file can read NOMAD_VAR_* only, so that no token reaches the parser. */
function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => name === "HOME" || name.startsWith("NOMAD_VAR_")),
  );
}
