import type { Lab } from "../../../lab";
import { nomad } from "../dns/cluster";

type Objects = readonly Readonly<Record<string, unknown>>[];

/** What Nomad knows of a job, newest first, by the fields that explain why a version does not run. */
const KINDS = {
  evaluations: [
    "ID",
    "TriggeredBy",
    "Status",
    "StatusDescription",
    "QueuedAllocations",
    "FailedTGAllocs",
    "ModifyIndex",
  ],
  deployments: ["ID", "JobVersion", "Status", "StatusDescription", "TaskGroups", "ModifyIndex"],
  allocations: ["ID", "JobVersion", "ClientStatus", "DesiredStatus", "DeploymentStatus", "TaskStates", "ModifyIndex"],
} as const;

/** Returns the evaluations, deployments, and allocations of a job as a text for the message of a failed test. */
export async function stateOfJob(lab: Lab, job: string): Promise<string> {
  const parts = await Promise.all(
    Object.entries(KINDS).map(async ([kind, fields]) => {
      const found = await nomad<Objects>(lab, "GET", `/v1/job/${job}/${kind}`);
      const lines = found
        .slice(0, 6)
        .map((one) => JSON.stringify(Object.fromEntries(fields.map((name) => [name, one[name]]))));
      return [kind, ...lines].join("\n  ");
    }),
  );
  return parts.join("\n");
}
