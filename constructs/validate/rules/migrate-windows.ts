import { formatDuration } from "../../spec";
import { nanoseconds } from "../duration";
import { migrateOf } from "../layered";
import { rule } from "../rule";

/** The times of a drain. */
export const migrateWindows = rule({
  code: "migrate-windows",
  level: "error",
  title: "the times of migrate do not fit into each other",
  refusedByNomad: true,
  messages: {
    healthyAboveDeadline: ({ healthy, deadline }: { readonly healthy: number; readonly deadline: number }) =>
      `${formatDuration(healthy)} does not fit into healthyDeadline, which is ${formatDuration(deadline)}; make one shorter or the other longer`,
  },
  *check(job) {
    for (const view of job.type === "service" ? job.groups : []) {
      const migrate = migrateOf(job, view);
      const [healthy, deadline] = [
        nanoseconds(migrate.get("minHealthyTime")),
        nanoseconds(migrate.get("healthyDeadline")),
      ];
      if (healthy !== undefined && deadline !== undefined && healthy > deadline) {
        yield {
          path: migrate.path("minHealthyTime"),
          problem: "healthyAboveDeadline",
          healthy,
          deadline,
        };
      }
    }
  },
});
