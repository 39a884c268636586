import path from "node:path";
import type { WireJob } from "../../.gen/nomad";
import type { NomadClient } from "../../clients";
import { nearest, quoted } from "../../constructs/issue";
import { SpecError } from "../../constructs/spec";
import { CodedError } from "../../errors";
import type { Progress } from "../../tools/progress";
import { runningJobs } from "./cluster";
import { examine } from "./examine";
import { findJobFiles } from "./find-job-files";
import { type JobAnswer, type JobRequest, readJobs } from "./jobspec";
import type { Declarations, Source } from "./source";
import type { Target } from "./target";

/** A job that the importer can write. */
export interface ReadJob {
  /** The file below the imported folder, or `job@namespace`. */
  readonly origin: string;
  readonly id: string;
  readonly namespace: string;
  readonly specification: object;
  readonly source?: Source | undefined;
  readonly declarations?: Declarations | undefined;
  /** What was omitted, ignored, or changed. */
  readonly notes: readonly string[];
}

/** A file or job that the importer refuses, with the reasons and their places. */
export interface Refusal {
  readonly origin: string;
  readonly reasons: readonly string[];
}

/** The results for all files or jobs of a target. */
export interface ReadTarget {
  readonly jobs: readonly ReadJob[];
  readonly refusals: readonly Refusal[];
  /** Files of a folder that are not jobs. */
  readonly otherFiles: readonly string[];
}

/** Values for the variables of HCL files, and access to Nomad. */
export interface ReadOptions {
  /** Values in the form `name=value`. */
  readonly vars: readonly string[];
  readonly varFiles: readonly string[];
  readonly nomad: NomadClient;
  /** Whether the jobs run and are taken over, so that nothing that runs may change. */
  readonly isTakeOver: boolean;
}

/**
 * Reads all jobs of a target.
 *
 * @throws Error if the cluster does not answer, Nomad's parser cannot be built, or no file declares a variable of `vars`
 */
export async function readTarget(target: Target, options: ReadOptions, progress: Progress): Promise<ReadTarget> {
  const answers = await readAnswers(target, options, progress);
  if (target.kind !== "cluster") {
    requireDeclared(options.vars, answers);
  }
  const isRunning = target.kind === "cluster" || options.isTakeOver;
  const results = answers.map(({ origin, answer, notes }) => ({
    origin,
    answer,
    result: read(origin, answer, notes, isRunning),
  }));
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
  /** How it was read, for the user. */
  readonly notes: readonly string[];
}

async function readAnswers(target: Target, options: ReadOptions, progress: Progress): Promise<NamedAnswer[]> {
  if (target.kind === "cluster") {
    return readCluster(target, options.nomad, progress);
  }
  const isFolder = target.kind === "folder";
  const files = isFolder ? findJobFiles(target.path) : [target.path];
  // Most files of a folder declare only some of the variables. requireDeclared finds wrong names in all of them.
  const requests = files.map(
    (file): JobRequest => ({ path: file, vars: options.vars, varFiles: options.varFiles, lenient: true }),
  );
  const title = files.length === 1 ? `reading ${files[0]}` : `reading ${files.length} files`;
  const answers = await readJobs(requests, title, progress);
  return answers.map((answer) => ({
    origin: isFolder ? path.relative(target.path, answer.path) : path.basename(answer.path),
    answer,
    notes: [],
  }));
}

/** Refuses a value for a variable that no file declares, which is a typing error. */
function requireDeclared(vars: readonly string[], answers: readonly NamedAnswer[]): void {
  const names = new Set(answers.flatMap(({ answer }) => (answer.variables ?? []).map(({ name }) => name)));
  const unknown = vars.map((value) => value.split("=", 1)[0] ?? "").find((name) => !names.has(name));
  if (unknown !== undefined) {
    const similar = nearest(unknown, names);
    const hint = similar === undefined ? `declared are: ${quoted(names)}` : `did you mean "${similar}"?`;
    throw new CodedError("variable-unknown", `--var ${unknown}: no file declares the variable "${unknown}"; ${hint}`);
  }
}

/** Reads the submitted texts. If a text is lost or does not parse by itself, reads the job of the server instead. */
async function readCluster(
  { namespace, id }: Extract<Target, { kind: "cluster" }>,
  nomad: NomadClient,
  progress: Progress,
): Promise<NamedAnswer[]> {
  const jobs = await progress.step(`asking nomad at ${nomad.access.address}`, () => runningJobs(nomad, namespace, id));
  const requests = jobs.flatMap(({ written, running }) => (written ? [written, running] : [running]));
  const answers = await readJobs(requests, `reading ${jobs.length} ${jobs.length === 1 ? "job" : "jobs"}`, progress);
  return jobs.flatMap(({ running: { path: origin }, counts, notes }) => {
    const [written, running = written] = answers.filter(({ path }) => path === origin);
    if (written === undefined || running === undefined) {
      return [];
    }
    if (written === running) {
      return [{ origin, answer: running, notes }];
    }
    if (written.job !== undefined && !written.volatile?.length) {
      const scaled = scaledGroups(written.job, counts);
      return [
        { origin, answer: { ...written, job: asItRuns(written.job, namespace, counts) }, notes: [...notes, ...scaled] },
      ];
    }
    const why =
      written.job === undefined
        ? `the submitted text cannot be read by itself: ${reasons(origin, written).join("; ")}`
        : `the submitted text calls ${written.volatile?.map((name) => `${name}()`).join(", ")}, which returns another value each time`;
    return [{ origin, answer: running, notes: [...notes, `read from the server, because ${why}`] }];
  });
}

/** Returns the submitted job with the namespace and the counts with which it runs. Both can come from outside the text. */
function asItRuns(job: WireJob, namespace: string, counts: ReadonlyMap<string, number>): WireJob {
  const TaskGroups = job.TaskGroups?.map((group) => {
    const count = counts.get(group.Name ?? "");
    return count === undefined || count === (group.Count ?? 1) ? group : { ...group, Count: count };
  });
  const isOther = namespace !== (job.Namespace ?? "default");
  return { ...job, ...(isOther && { Namespace: namespace }), ...(TaskGroups && { TaskGroups }) };
}

function scaledGroups({ TaskGroups }: WireJob, counts: ReadonlyMap<string, number>): string[] {
  return (TaskGroups ?? []).flatMap((group) => {
    const count = counts.get(group.Name ?? "");
    const submitted = group.Count ?? 1;
    return count === undefined || count === submitted
      ? []
      : [`groups.${group.Name}.count: ${count}, as the group runs; ${submitted} was submitted`];
  });
}

function read(origin: string, answer: JobAnswer, notes: readonly string[], isRunning: boolean): ReadJob | Refusal {
  if (answer.job === undefined) {
    return { origin, reasons: reasons(origin, answer) };
  }
  const { ID, Name, Namespace } = answer.job;
  try {
    const examined = examine(answer.job, origin, isRunning);
    return {
      origin,
      id: ID ?? Name ?? "",
      namespace: Namespace ?? "default",
      source: answer.source,
      declarations: { declared: answer.declared ?? [], values: answer.values ?? {} },
      specification: examined.specification,
      notes: [...notes, ...valueNotes(answer), ...examined.notes],
    };
  } catch (error) {
    if (!(error instanceof SpecError)) {
      throw error;
    }
    return {
      origin,
      reasons: error.issues.map(
        ({ path, message, code }) => `${[origin, path, message].filter((part) => part !== "").join(": ")} (${code})`,
      ),
    };
  }
}

/** What happened to the parts of HCL that TypeScript does not have. */
function valueNotes({ variables = [], locals = [], dynamic = 0 }: JobAnswer): string[] {
  const names = [...variables.map(({ name }) => `var.${name}`), ...locals.map((name) => `local.${name}`)];
  return [
    ...(names.length > 0
      ? [`the program has the values of ${names.join(", ")}; one that is used more than once is a constant`]
      : []),
    ...(dynamic > 0
      ? [`the blocks that ${dynamic} "dynamic" ${dynamic === 1 ? "block makes" : "blocks make"} are written out`]
      : []),
  ];
}

function reasons(origin: string, { path: file, problems = [], missing = [] }: JobAnswer): string[] {
  const located = problems.map(({ file: where, line, column, message, code = "job-file-invalid" }) => {
    const place = [where === file ? origin : where, line, column].filter((part) => part !== undefined).join(":");
    return `${place}: ${message.replaceAll(file, origin)} (${code})`;
  });
  if (missing.length === 0) {
    return located;
  }
  const line = missing.find(({ line }) => line !== undefined)?.line;
  const names = missing.map(({ name }) => name).join(", ");
  const which = missing.length === 1 ? `the variable ${names} has` : `the variables ${names} have`;
  const place = line === undefined ? origin : `${origin}:${line}`;
  return [
    ...located,
    `${place}: ${which} no default and got no value; give one with --var name=value or --var-file (variable-without-value)`,
  ];
}
