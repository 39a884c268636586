import { isDeepStrictEqual } from "node:util";
import { blocks, driverOptions, type WireJob } from "../../.gen/nomad";
import { createIssue } from "../../constructs/issue";
import { decodeJob, encodeJob, type Issue, type JobSpec, SpecError, untypedDriver } from "../../constructs/spec";
import { decodeConfig } from "../../constructs/spec/decode-config";
import { encodeConfig } from "../../constructs/spec/encode-config";
import { missingField } from "../../constructs/spec/issues";
import { Report } from "../../constructs/spec/report";
import { type Ignore, RULES, type RuleCode, validateJob } from "../../constructs/validate";

/** A job that can be synthesized. */
export interface ExaminedJob {
  readonly specification: JobSpec & { readonly ignore?: readonly Ignore[] };
  /** What was omitted, ignored, or changed, for the user. */
  readonly notes: readonly string[];
}

/**
 * Makes the specification of a job that Nomad's parser accepted. The parser accepts more than Nomad's servers, so this function
 * refuses what the servers would refuse. It ignores our other rules that the job breaks, with a reason, because a running job must
 * keep running.
 *
 * @param wire the job in the JSON of Nomad's API
 * @param origin the file or job that it comes from
 * @param isRunning whether driver options must keep the types and names with which the job runs: Nomad replaces an allocation
 * if they change
 * @throws SpecError with everything that Nomad's servers would refuse
 */
export function examine(wire: WireJob, origin: string, isRunning = false): ExaminedJob {
  const missing = missingDrivers(wire);
  try {
    const examined = examineSpecification(wire, origin, isRunning);
    if (missing.length === 0) {
      return examined;
    }
  } catch (error) {
    throw error instanceof SpecError ? new SpecError([...missing, ...error.issues]) : error;
  }
  throw new SpecError(missing);
}

function examineSpecification(wire: WireJob, origin: string, isRunning: boolean): ExaminedJob {
  const { job, notes } = withoutTaskDisks(wire);
  const untyped = untypedConfigs(job, isRunning);
  const decoded = withConfigs(decodeJob(withoutConfigs(job, untyped)), untyped);
  const specification = isRunning ? decoded : withCronList(decoded);
  encodeJob(specification);
  const errors = validateJob(specification).filter(({ level }) => level === "error");
  const refused = errors.filter(({ code }) => refusedByNomad.has(code));
  if (refused.length > 0) {
    throw new SpecError(refused);
  }
  const codes = [...new Set(errors.map(({ code }) => code))] as RuleCode[];
  const ignore = codes.map((code) => ({ code, reason: `imported from ${origin} as it is` }));
  return {
    specification: codes.length === 0 ? specification : { ...specification, ignore },
    notes: [...notes, ...untyped.map(({ path, why }) => `${path}: ${why}`), ...errors.map(ignoredNote)],
  };
}

const refusedByNomad: ReadonlySet<string> = new Set(
  RULES.filter(({ refusedByNomad }) => refusedByNomad).map(({ code }) => code),
);

function ignoredNote({ code, path, message }: Issue): string {
  return `${path === "" ? "" : `${path}: `}${message} (rule ${code}, ignored for now)`;
}

type WireTask = NonNullable<NonNullable<NonNullable<WireJob["TaskGroups"]>[number]["Tasks"]>[number]>;

/** Every task of a job with its place in the lists and its path. */
function tasksOf(
  job: WireJob,
): { readonly task: WireTask; readonly at: readonly [number, number]; readonly path: string }[] {
  return (job.TaskGroups ?? []).flatMap((group, groupIndex) =>
    (group.Tasks ?? []).map((task, taskIndex) => ({
      task,
      at: [groupIndex, taskIndex] as const,
      path: `groups.${group.Name}.tasks.${task.Name}`,
    })),
  );
}

/** Nomad's parser accepts a task without a driver. No server does. */
function missingDrivers(job: WireJob): Issue[] {
  return tasksOf(job)
    .filter(({ task }) => !task.Driver)
    .map(({ path }) => createIssue(missingField, { path: `${path}.driver`, problem: "field" }));
}

/** Driver options that cannot be written with types. */
interface UntypedConfig {
  readonly at: readonly [number, number];
  readonly task: WireTask;
  readonly path: string;
  readonly why: string;
}

function untypedConfigs(job: WireJob, isRunning: boolean): UntypedConfig[] {
  return tasksOf(job).flatMap(({ task, at, path }) => {
    const why = whyUntyped(task, `${path}.config`, isRunning);
    return why === undefined ? [] : [{ at, task, path: `${path}.config`, why }];
  });
}

function whyUntyped({ Driver = "", Config }: WireTask, path: string, isRunning: boolean): string | undefined {
  if (!Object.hasOwn(driverOptions, Driver ?? "") || Config === undefined || Config === null) {
    return undefined;
  }
  const report = new Report();
  const encoded = encodeConfig(String(Driver), decodeConfig(String(Driver), Config, path, report), path, report);
  const unknown = report.issues.flatMap((issue) => (issue.code === "unknown-field" ? [issue.path] : []));
  const names = unknown.map((at) => at.slice(path.length + 1));
  const misplaced = report.issues.flatMap((issue, index) =>
    issue.code === "unknown-field" && taskFields.has(names[index] ?? "") ? [issue] : [],
  );
  if (misplaced.length > 0) {
    throw new SpecError(
      misplaced.map((issue) => ({
        ...issue,
        message: `${issue.path.split(".").at(-1)} belongs to the task, not to the options of its driver; move it out of config`,
      })),
    );
  }
  if (unknown.length > 0 && unknown.length === report.issues.length) {
    const options = names.length === 1 ? `the option ${names[0]}` : `the options ${names.join(", ")}`;
    return `${options} of the driver ${Driver} ${names.length === 1 ? "is" : "are"} not known to this version of cdknomad, so that nothing checks the options of this task`;
  }
  return isRunning && report.issues.length === 0 && !isDeepStrictEqual(plain(encoded), plain(Config))
    ? "the options keep the types and names with which the task runs, because Nomad would replace the allocation if they changed"
    : undefined;
}

/** Names of the fields of a task in HCL, such as `env`. */
const taskFields: ReadonlySet<string> = new Set(Object.values(blocks.Task.fields).map(({ hcl }) => hcl));

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function withoutConfigs(job: WireJob, untyped: readonly UntypedConfig[]): WireJob {
  const tasks = new Set(untyped.map(({ task }) => task));
  return mapTasks(job, (task) => {
    const { Config, ...rest } = task;
    return tasks.has(task) ? (rest as WireTask) : task;
  });
}

function withConfigs(job: JobSpec, untyped: readonly UntypedConfig[]): JobSpec {
  const groups = job.groups.map((group, groupIndex) => ({
    ...group,
    tasks: (group.tasks ?? []).map((task, taskIndex) => {
      const found = untyped.find(({ at }) => at[0] === groupIndex && at[1] === taskIndex);
      const config = found?.task.Config as Parameters<typeof untypedDriver>[1] | undefined;
      return config === undefined ? task : { ...task, ...untypedDriver(String(found?.task.Driver), config) };
    }),
  }));
  return untyped.length === 0 ? job : ({ ...job, groups } as JobSpec);
}

/** Writes the deprecated `cron` as `crons`, which has the same effect. */
function withCronList(job: JobSpec): JobSpec {
  const { cron, ...periodic } = job.periodic ?? {};
  return cron === undefined ? job : { ...job, periodic: { crons: [cron], ...periodic } };
}

/** Nomad's servers ignore the `disk` of a task. */
function withoutTaskDisks(wire: WireJob): { readonly job: WireJob; readonly notes: readonly string[] } {
  const notes = tasksOf(wire)
    .filter(({ task }) => task.Resources?.DiskMB)
    .map(({ path }) => `${path}.resources.disk: left out, because Nomad's servers ignore it`);
  const job = mapTasks(wire, (task) => {
    if (!task.Resources?.DiskMB) {
      return task;
    }
    const { DiskMB: _, ...Resources } = task.Resources;
    return { ...task, Resources };
  });
  return { job, notes };
}

function mapTasks(job: WireJob, change: (task: WireTask) => WireTask): WireJob {
  const TaskGroups = job.TaskGroups?.map((group) => ({ ...group, Tasks: group.Tasks?.map(change) }));
  return { ...job, ...(TaskGroups && { TaskGroups }) } as WireJob;
}
