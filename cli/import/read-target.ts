import path from "node:path";
import { SpecError } from "../../constructs/spec";
import type { Progress } from "../../tools/progress";
import { type ClusterAccess, runningJobs } from "./cluster";
import { examine } from "./examine";
import { findJobFiles } from "./find-job-files";
import { type JobAnswer, type JobRequest, readJobs } from "./jobspec";
import type { Source } from "./source";
import type { Target } from "./target";

/** A job that could be read. */
export interface ReadJob {
  /** The file below the imported folder, or `job@namespace`. */
  readonly origin: string;
  readonly id: string;
  readonly namespace: string;
  readonly specification: object;
  readonly source?: Source | undefined;
  /** What was left out of the job or set aside. */
  readonly notes: readonly string[];
}

/** What could not be read, and why: each reason with its place where it has one. */
export interface Refusal {
  readonly origin: string;
  readonly reasons: readonly string[];
}

/** What became of everything that a target names. */
export interface ReadTarget {
  readonly jobs: readonly ReadJob[];
  readonly refusals: readonly Refusal[];
  /** Files of a folder that are something else than jobs. */
  readonly otherFiles: readonly string[];
}

/** Values for the variables of HCL files, and where Nomad is. */
export interface ReadOptions {
  /** As `name=value`. */
  readonly vars: readonly string[];
  readonly varFiles: readonly string[];
  readonly access: ClusterAccess;
}

/**
 * Reads all jobs of a target.
 *
 * @throws Error when the cluster does not answer, or Nomad's parser cannot be built
 */
export async function readTarget(target: Target, options: ReadOptions, progress: Progress): Promise<ReadTarget> {
  const answers = await readAnswers(target, options, progress);
  const results = answers.map(({ origin, answer, note }) => ({ origin, answer, result: read(origin, answer, note) }));
  const isOther = ({ answer }: (typeof results)[number]) => answer.noJob === true && target.kind === "folder";
  return {
    jobs: results.flatMap(({ result }) => ("specification" in result ? [result] : [])),
    refusals: results.flatMap((entry) => (isOther(entry) || !("reasons" in entry.result) ? [] : [entry.result])),
    otherFiles: results.filter(isOther).map(({ origin }) => origin),
  };
}

interface NamedAnswer {
  readonly origin: string;
  readonly answer: JobAnswer;
  /** What is to be said about how it was read. */
  readonly note?: string;
}

async function readAnswers(target: Target, options: ReadOptions, progress: Progress): Promise<NamedAnswer[]> {
  if (target.kind === "cluster") {
    return readCluster(target, options.access, progress);
  }
  const isFolder = target.kind === "folder";
  const files = isFolder ? findJobFiles(target.path) : [target.path];
  // Of a whole folder hardly any file has all the variables; of one file, a wrong name is a mistake.
  const requests = files.map(
    (file): JobRequest => ({ path: file, vars: options.vars, varFiles: options.varFiles, lenient: isFolder }),
  );
  const title = files.length === 1 ? `reading ${files[0]}` : `reading ${files.length} files`;
  const answers = await readJobs(requests, title, progress);
  return answers.map((answer) => ({
    origin: isFolder ? path.relative(target.path, answer.path) : path.basename(answer.path),
    answer,
  }));
}

/** What a person wrote is read first; where that is lost, or does not parse by itself, the server's own job is. */
async function readCluster(
  { namespace, id }: Extract<Target, { kind: "cluster" }>,
  access: ClusterAccess,
  progress: Progress,
): Promise<NamedAnswer[]> {
  const jobs = await progress.step(`asking nomad at ${access.address}`, () => runningJobs(access, namespace, id));
  const requests = jobs.flatMap(({ written, running }) => (written ? [written, running] : [running]));
  const answers = await readJobs(requests, `reading ${jobs.length} ${jobs.length === 1 ? "job" : "jobs"}`, progress);
  return jobs.flatMap(({ running: { path: origin } }) => {
    const [written, running = written] = answers.filter(({ path }) => path === origin);
    if (written === undefined || running === undefined) {
      return [];
    }
    if (written.job !== undefined) {
      return [{ origin, answer: written }];
    }
    const why = reasons(origin, written).join("; ");
    const note = `read from the server, because what was submitted does not stand alone: ${why}`;
    return [{ origin, answer: running, note }];
  });
}

function read(origin: string, answer: JobAnswer, note?: string): ReadJob | Refusal {
  if (answer.job === undefined) {
    return { origin, reasons: reasons(origin, answer) };
  }
  const { ID, Name, Namespace } = answer.job;
  try {
    const examined = examine(answer.job, origin);
    return {
      origin,
      id: ID ?? Name ?? "",
      namespace: Namespace ?? "default",
      source: answer.source,
      specification: examined.specification,
      notes: [...(note === undefined ? [] : [note]), ...examined.notes],
    };
  } catch (error) {
    if (!(error instanceof SpecError)) {
      throw error;
    }
    return {
      origin,
      reasons: error.issues.map(({ path, message }) =>
        [origin, path, message].filter((part) => part !== "").join(": "),
      ),
    };
  }
}

function reasons(origin: string, { path: file, problems = [], missing = [] }: JobAnswer): string[] {
  const located = problems.map(({ file: where, line, column, message }) => {
    const place = [where === file ? origin : where, line, column].filter((part) => part !== undefined).join(":");
    return `${place}: ${message.replaceAll(file, origin)}`;
  });
  if (missing.length === 0) {
    return located;
  }
  const line = missing.find(({ line }) => line !== undefined)?.line;
  const names = missing.map(({ name }) => name).join(", ");
  const which = missing.length === 1 ? `the variable ${names} has` : `the variables ${names} have`;
  const place = line === undefined ? origin : `${origin}:${line}`;
  return [...located, `${place}: ${which} no default and got no value; give one with --var name=value or --var-file`];
}
