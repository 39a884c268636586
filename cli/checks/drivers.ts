import type { TaskGroup } from "../../constructs/spec";
import type { Requirement } from "./requirement";

/** The task drivers of a group. */
export function drivers({ tasks = [] }: TaskGroup): Requirement[] {
  return [...new Set(tasks.map(({ driver }) => driver))].map((driver) => ({
    what: `the driver "${driver}"`,
    lacks: ({ Drivers }) => {
      const { Detected, Healthy, HealthDescription } = Drivers[driver] ?? {};
      if (!Detected) {
        return Drivers[driver] ? "not detected" : "not installed";
      }
      return Healthy ? undefined : `not healthy: ${HealthDescription || "no reason given"}`;
    },
    fix: "install or enable it in the clients' plugin block, or choose another driver",
  }));
}
