import { migrateOf, rescheduleOf, updateOf } from "../layered";
import { rule } from "../rule";

/** Blocks that only some schedulers know. */
export const blockForOtherType = rule({
  code: "block-for-other-type",
  level: "error",
  title: "a job has a block that its type does not allow",
  refusedByNomad: true,
  messages: {
    noDeployments: ({ type }: { readonly type: string }) =>
      `a job of type "${type}" has no deployments; remove it, only service and system jobs have it`,
    noReschedule: ({ type }: { readonly type: string }) =>
      `a job of type "${type}" cannot move to another node; remove it, only service and batch jobs have it`,
    noMigrate: ({ type }: { readonly type: string }) =>
      `a job of type "${type}" does not migrate; remove it, only service jobs have it`,
    noStopOnClient: ({ type }: { readonly type: string }) =>
      `a job of type "${type}" does not have it; remove it, only service and batch jobs have it`,
    neverEnds: ({ type }: { readonly type: string }) =>
      `a job of type "${type}" never ends; use type "batch" or "sysbatch"`,
  },
  *check(job) {
    const { type, spec } = job;
    const batch = type === "batch" || type === "sysbatch";
    for (const view of job.groups) {
      const update = updateOf(job, view);
      if (update.written && batch) {
        const path = view.group.update ? `${view.path}.update` : "update";
        yield {
          path,
          problem: "noDeployments",
          type,
        };
      }
      const reschedule = rescheduleOf(job, view);
      if (reschedule.written && (type === "system" || type === "sysbatch")) {
        const path = view.group.reschedule ? `${view.path}.reschedule` : "reschedule";
        yield {
          path,
          problem: "noReschedule",
          type,
        };
      }
      const migrate = migrateOf(job, view);
      if (migrate.written && type !== "service") {
        const path = view.group.migrate ? `${view.path}.migrate` : "migrate";
        yield { path, problem: "noMigrate", type };
      }
      if (view.group.disconnect?.stopOnClientAfter !== undefined && type !== "service" && type !== "batch") {
        yield {
          path: `${view.path}.disconnect.stopOnClientAfter`,
          problem: "noStopOnClient",
          type,
        };
      }
    }
    if (!batch && spec.periodic !== undefined && spec.periodic.enabled !== false) {
      yield { path: "periodic", problem: "neverEnds", type };
    }
    if (!batch && spec.parameterized !== undefined) {
      yield { path: "parameterized", problem: "neverEnds", type };
    }
  },
});
