import { readChanges } from "../../../cli/plan/read-changes";
import { type Report, type ResourceReport, reportFormat } from "../../../cli/report/report";
import { summarize } from "../../../cli/report/summary";
import type { ResourceChange, Values } from "../../../cli/terraform/plan-file";
import { encodeJob, type JobSpec, type Task } from "../../../constructs/spec";

/** A job with one task, of which a test changes a part. */
export function job(changes: { readonly task?: Partial<Task>; readonly job?: Partial<JobSpec> } = {}): JobSpec {
  return {
    name: "web",
    namespace: "lab",
    groups: [
      {
        name: "web",
        count: 1,
        tasks: [{ name: "main", driver: "raw_exec", config: { command: "/bin/web" }, ...changes.task } as Task],
      },
    ],
    ...changes.job,
  };
}

/** The attributes of a job as Terraform keeps them. */
export function attributes(spec: JobSpec | undefined, scheduler: Record<string, string> | null = null): Values {
  return spec === undefined
    ? null
    : {
        id: spec.name,
        namespace: spec.namespace,
        jobspec: JSON.stringify(encodeJob(spec)),
        json: true,
        modify_index: "7",
        scheduler,
      };
}

/** One job in the three ways in which it may stand: as it was applied, as it runs, as it is wanted. */
export function planned(applied: Values, actual: Values, wanted: Values): readonly ResourceReport[] {
  const change = (before: Values, after: Values): ResourceChange => {
    const same = JSON.stringify(before) === JSON.stringify(after);
    const actions = same ? "no-op" : before === null ? "create" : after === null ? "delete" : "update";
    return {
      address: "nomad_job.lab_web",
      type: "nomad_job",
      name: "lab_web",
      mode: "managed",
      change: { actions: [actions], before, after },
    };
  };
  const drifted = JSON.stringify(applied) !== JSON.stringify(actual);
  return readChanges(
    { resource_changes: [change(actual, wanted)], resource_drift: drifted ? [change(applied, actual)] : [] },
    "plan",
  );
}

/** A report of one stack with these resources. */
export function reportOf(resources: readonly ResourceReport[]): Report {
  const stacks = [{ name: "apps", dependencies: [], problems: [], resources }];
  return {
    format: reportFormat,
    createdAt: "2026-01-02T03:04:05.000Z",
    mode: "plan",
    summary: summarize(stacks),
    stacks,
  };
}
