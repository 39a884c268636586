import { rule } from "../rule";

/** A system job runs on every matching node, so preferences have no meaning. */
export const placementOnSystemJob = rule({
  code: "placement-on-system-job",
  level: "error",
  title: "a system job has affinities or spreads",
  refusedByNomad: true,
  messages: {
    nothingToChoose: () =>
      "a system job runs on every matching node, so it has nothing to choose; remove it, or write a constraint",
  },
  *check(job) {
    if (job.type !== "system") {
      return;
    }
    for (const field of ["affinities", "spreads"] as const) {
      if ((job.spec[field] ?? []).length > 0) {
        yield { path: field, problem: "nothingToChoose" };
      }
      for (const { group, path } of job.groups) {
        if ((group[field] ?? []).length > 0) {
          yield { path: `${path}.${field}`, problem: "nothingToChoose" };
        }
      }
    }
    for (const { task, path } of job.tasks) {
      if ((task.affinities ?? []).length > 0) {
        yield { path: `${path}.affinities`, problem: "nothingToChoose" };
      }
    }
  },
});
