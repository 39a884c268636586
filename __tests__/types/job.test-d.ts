import type { JobSpec, PeriodicConfig, ReschedulePolicy, UpdateStrategy } from "../../constructs/spec";

const groups: JobSpec["groups"] = [];
const update = (_: UpdateStrategy): void => {};
const reschedule = (_: ReschedulePolicy): void => {};
const periodic = (_: PeriodicConfig): void => {};
const job = (_: JobSpec): void => {};

job({ name: "ok", type: "service", groups, update: { maxParallel: 1, minHealthyTime: "10s", healthyDeadline: "3m" } });

// @ts-expect-error a job has a name
job({ groups });
// @ts-expect-error a job has groups
job({ name: "x" });
// @ts-expect-error groups is a list
job({ name: "x", groups: { name: "g" } });
// @ts-expect-error a field that does not exist
job({ name: "x", groups, grops: [] });
// @ts-expect-error HCL's name of a block is the singular, ours is the plural
job({ name: "x", groups, group: [] });
// @ts-expect-error the name in HCL is not the one in TypeScript
job({ name: "x", groups, all_at_once: true });
// @ts-expect-error an unknown scheduler
job({ name: "x", groups, type: "deamon" });
// @ts-expect-error a priority is a number
job({ name: "x", groups, priority: "50" });
// @ts-expect-error datacenters is a list
job({ name: "x", groups, datacenters: "dc1" });
// @ts-expect-error a value of meta is a string
job({ name: "x", groups, meta: { version: 3 } });
// @ts-expect-error the server sets the status
job({ name: "x", groups, status: "running" });
// @ts-expect-error the server sets the version
job({ name: "x", groups, version: 3 });
const written: JobSpec = { name: "x", groups };
// @ts-expect-error what was written is read only
written.name = "y";

// @ts-expect-error a unit that does not exist
update({ minHealthyTime: "10sec" });
// @ts-expect-error a duration without its unit
update({ minHealthyTime: "10" });
// @ts-expect-error a duration is no number
update({ healthyDeadline: 180 });
// @ts-expect-error a duration has no days
update({ progressDeadline: "1d" });
// @ts-expect-error the small unit before the great one
update({ progressDeadline: "30m1h" });
// @ts-expect-error words are no duration
update({ healthyDeadline: "three minutes" });
// @ts-expect-error canary is a number
update({ canary: true });
// @ts-expect-error an unknown health check
update({ healthCheck: "check" });
// @ts-expect-error a boolean in quotes
update({ autoRevert: "true" });
// @ts-expect-error an unknown delay function
reschedule({ delayFunction: "linear" });
// @ts-expect-error attempts is a number
reschedule({ attempts: "3" });
// @ts-expect-error crons is a list
periodic({ crons: "*/5 * * * *" });
// @ts-expect-error the HCL name of the time zone
periodic({ crons: ["@daily"], time_zone: "UTC" });
