import { rule } from "../rule";

/** A job without anything to run. */
export const emptyJob = rule({
  code: "empty-job",
  level: "error",
  title: "a job has no group, or a group has no task",
  refusedByNomad: true,
  messages: {
    noGroup: () => "the job has no group; add one",
    noTask: () => "the group has no task; add one",
  },
  *check(job) {
    if (job.groups.length === 0) {
      yield { path: "groups", problem: "noGroup" };
    }
    for (const { group, path } of job.groups) {
      // Nomad itself adds the task of a gateway
      const gateway = (group.services ?? []).some((service) => service.connect?.gateway !== undefined);
      if ((group.tasks ?? []).length === 0 && !gateway) {
        yield { path: `${path}.tasks`, problem: "noTask" };
      }
    }
  },
});
