import type { WireJob } from "../../.gen/nomad";
import { decodeJob, encodeJob, type Issue, type JobSpec, SpecError } from "../../constructs/spec";
import { type Ignore, RULES, type RuleCode, validateJob } from "../../constructs/validate";

/** A job as the program is to have it: a specification that synthesizes. */
export interface ExaminedJob {
  readonly specification: JobSpec & { readonly ignore?: readonly Ignore[] };
  /** What was left out or set aside, for the person who imports. */
  readonly notes: readonly string[];
}

/**
 * Makes the specification of a job that Nomad's parser took. The parser takes more than Nomad's servers do: what they
 * would refuse is refused here. Of our other rules those that the job breaks are set aside for it, with a reason that
 * says so, because a job that runs today is to run tomorrow.
 *
 * @param wire the job in the JSON of Nomad's API
 * @param origin where it comes from
 * @throws SpecError with all that Nomad's servers would refuse
 */
export function examine(wire: WireJob, origin: string): ExaminedJob {
  const { job, notes } = withoutTaskDisks(wire);
  const specification = decodeJob(job);
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
    notes: [...notes, ...errors.map(setAside)],
  };
}

const refusedByNomad: ReadonlySet<string> = new Set(
  RULES.filter(({ refusedByNomad }) => refusedByNomad).map(({ code }) => code),
);

function setAside({ code, path, message }: Issue): string {
  return `${path === "" ? "" : `${path}: `}${message} (rule ${code}, ignored for now)`;
}

/** Nomad's servers drop the `disk` of a task without a word; a specification of ours that has one is refused. */
function withoutTaskDisks(wire: WireJob): { readonly job: WireJob; readonly notes: readonly string[] } {
  const notes: string[] = [];
  const TaskGroups = wire.TaskGroups?.map((group) => ({
    ...group,
    Tasks: group.Tasks?.map((task) => {
      if (!task.Resources?.DiskMB) {
        return task;
      }
      notes.push(`groups.${group.Name}.tasks.${task.Name}.resources.disk: left out, because Nomad's servers ignore it`);
      const { DiskMB: _, ...Resources } = task.Resources;
      return { ...task, Resources };
    }),
  }));
  return { job: { ...wire, ...(TaskGroups && { TaskGroups }) } as WireJob, notes };
}
