import { isKnownNumber } from "../known";
import { countOf, migrateOf, rescheduleOf, updateOf } from "../layered";
import { rule } from "../rule";

/** A system job has one allocation on each node. */
export const systemCount = rule({
  code: "system-count",
  level: "error",
  title: "a system job asks for more than one allocation per node",
  refusedByNomad: true,
  *check(job) {
    for (const view of job.type === "system" ? job.groups : []) {
      const count = countOf(view);
      if (isKnownNumber(count) && count > 1) {
        yield {
          path: `${view.path}.count`,
          message: `a system job runs once on each node, got ${count}; leave count out, or use type "service"`,
        };
      }
    }
  },
});

/** A system job goes to every fitting node, so preferences have no meaning. */
export const placementOnSystemJob = rule({
  code: "placement-on-system-job",
  level: "error",
  title: "a system job has affinities or spreads",
  refusedByNomad: true,
  *check(job) {
    if (job.type !== "system") {
      return;
    }
    const message =
      "a system job runs on every fitting node and has nothing to choose; remove it, or write a constraint";
    for (const field of ["affinities", "spreads"] as const) {
      if ((job.spec[field] ?? []).length > 0) {
        yield { path: field, message };
      }
      for (const { group, path } of job.groups) {
        if ((group[field] ?? []).length > 0) {
          yield { path: `${path}.${field}`, message };
        }
      }
    }
    for (const { task, path } of job.tasks) {
      if ((task.affinities ?? []).length > 0) {
        yield { path: `${path}.affinities`, message };
      }
    }
  },
});

/** Blocks that only some schedulers know. */
export const blockForOtherType = rule({
  code: "block-for-other-type",
  level: "error",
  title: "a job has a block that its type does not allow",
  refusedByNomad: true,
  *check(job) {
    const { type, spec } = job;
    const batch = type === "batch" || type === "sysbatch";
    for (const view of job.groups) {
      const update = updateOf(job, view);
      if (update.written && batch) {
        const path = view.group.update ? `${view.path}.update` : "update";
        yield {
          path,
          message: `a job of type "${type}" has no deployments; remove it, only service and system jobs have it`,
        };
      }
      const reschedule = rescheduleOf(job, view);
      if (reschedule.written && (type === "system" || type === "sysbatch")) {
        const path = view.group.reschedule ? `${view.path}.reschedule` : "reschedule";
        yield {
          path,
          message: `a job of type "${type}" is bound to its nodes; remove it, only service and batch jobs have it`,
        };
      }
      const migrate = migrateOf(job, view);
      if (migrate.written && type !== "service") {
        const path = view.group.migrate ? `${view.path}.migrate` : "migrate";
        yield { path, message: `a job of type "${type}" does not migrate; remove it, only service jobs have it` };
      }
      if (view.group.disconnect?.stopOnClientAfter !== undefined && type !== "service" && type !== "batch") {
        yield {
          path: `${view.path}.disconnect.stopOnClientAfter`,
          message: `a job of type "${type}" does not have it; remove it, only service and batch jobs have it`,
        };
      }
    }
    if (!batch && spec.periodic !== undefined && spec.periodic.enabled !== false) {
      yield { path: "periodic", message: `a job of type "${type}" never ends; use type "batch" or "sysbatch"` };
    }
    if (!batch && spec.parameterized !== undefined) {
      yield { path: "parameterized", message: `a job of type "${type}" never ends; use type "batch" or "sysbatch"` };
    }
  },
});
