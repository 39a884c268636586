import type { JobSpec } from "../../../constructs/spec";

/** A job in the JSON of Nomad's API, to be changed behind Terraform's back. */
// biome-ignore lint/suspicious/noExplicitAny: any field may be changed
export type Wire = any;

/** One way in which somebody changes a job on the cluster, and the field by which the plan has to tell it. */
export interface DriftCase {
  readonly id: string;
  /** The end of the path that the plan names. */
  readonly field: string;
  readonly change: (job: Wire) => void;
}

/** The job of every case: places nothing, says something in every kind of field. */
export function driftJob(name: string): Omit<JobSpec, "name"> & { readonly name: string } {
  return {
    name,
    datacenters: ["nowhere", "elsewhere"],
    priority: 40,
    meta: { owner: "team-a", tier: "two" },
    constraints: [{ attribute: "${attr.kernel.name}", value: "linux" }],
    affinities: [{ attribute: "${node.class}", value: "fast", weight: 50 }],
    spreads: [{ attribute: "${node.datacenter}", weight: 50 }],
    update: { maxParallel: 1, minHealthyTime: "10s", healthyDeadline: "3m" },
    groups: [
      {
        name: "web",
        count: 2,
        restart: { attempts: 3, interval: "5m", delay: "20s", mode: "delay" },
        ephemeralDisk: { size: 200, sticky: true },
        network: {
          ports: [
            { name: "http", to: 8080 },
            { name: "admin", static: 18_080 },
          ],
        },
        scaling: { enabled: true, min: 1, max: 5 },
        services: [
          {
            name: "web",
            port: "http",
            provider: "nomad",
            tags: ["a", "b"],
            checks: [{ name: "alive", type: "http", path: "/", interval: "10s", timeout: "2s" }],
          },
        ],
        tasks: [
          {
            name: "main",
            driver: "docker",
            config: { image: "example.com/web:1.0.0", ports: ["http"], args: ["-v", "serve"] },
            env: { LEVEL: "info", MODE: "plain" },
            meta: { note: "first" },
            resources: { cpu: 100, memory: 64 },
            killTimeout: "10s",
            templates: [{ destination: "local/web.conf", data: "size = 1\nname = web\n", changeMode: "restart" }],
            logs: { maxFiles: 3, maxFileSize: 5 },
          },
          {
            name: "side",
            driver: "docker",
            config: { image: "example.com/side:1.0.0" },
            resources: { cpu: 50, memory: 32 },
          },
        ],
      },
      {
        name: "fixed",
        count: 1,
        tasks: [
          {
            name: "one",
            driver: "docker",
            config: { image: "example.com/one:1.0.0" },
            resources: { cpu: 50, memory: 32 },
          },
        ],
      },
    ],
  };
}

const group = (job: Wire, name = "web") => job.TaskGroups.find((one: Wire) => one.Name === name);
const task = (job: Wire, name = "main") => group(job).Tasks.find((one: Wire) => one.Name === name);
const drift = (id: string, field: string, change: (job: Wire) => void): DriftCase => ({ id, field, change });

/** Changes of the specification, each on a job of its own. */
export const driftCases: readonly DriftCase[] = [
  drift("priority-changed", "priority", (job) => {
    job.Priority = 80;
  }),
  drift("datacenter-added", "datacenters", (job) => {
    job.Datacenters.push("third");
  }),
  drift("datacenter-removed", "datacenters", (job) => {
    job.Datacenters.pop();
  }),
  drift("job-meta-changed", "meta.owner", (job) => {
    job.Meta.owner = "team-b";
  }),
  drift("job-meta-added", "meta.extra", (job) => {
    job.Meta.extra = "1";
  }),
  drift("job-meta-removed", "meta.tier", (job) => {
    delete job.Meta.tier;
  }),
  drift("constraint-changed", "value", (job) => {
    job.Constraints[0].RTarget = "windows";
  }),
  drift("constraint-added", "attribute", (job) => {
    job.Constraints.push({ LTarget: "${node.class}", RTarget: "x", Operand: "=" });
  }),
  drift("constraint-removed", "constraints", (job) => {
    job.Constraints = [];
  }),
  drift("affinity-weight-changed", "weight", (job) => {
    job.Affinities[0].Weight = 80;
  }),
  drift("spread-removed", "spreads", (job) => {
    job.Spreads = [];
  }),
  drift("update-parallel-changed", "maxParallel", (job) => {
    for (const one of job.TaskGroups) one.Update.MaxParallel = 2;
    job.Update.MaxParallel = 2;
  }),
  drift("update-duration-changed", "minHealthyTime", (job) => {
    for (const one of job.TaskGroups) one.Update.MinHealthyTime = 30_000_000_000;
  }),
  drift("count-changed-without-scaling", "groups.fixed.count", (job) => {
    group(job, "fixed").Count = 3;
  }),
  drift("count-changed-beyond-the-bounds", "groups.web.count", (job) => {
    group(job).Scaling.Max = 9;
    group(job).Count = 8;
  }),
  drift("scaling-bound-changed", "max", (job) => {
    group(job).Scaling.Max = 7;
  }),
  drift("scaling-disabled", "enabled", (job) => {
    group(job).Scaling.Enabled = false;
  }),
  drift("group-added", "groups.extra", (job) => {
    job.TaskGroups.push({ ...structuredClone(group(job, "fixed")), Name: "extra" });
  }),
  drift("group-removed", "groups.fixed", (job) => {
    job.TaskGroups = job.TaskGroups.filter((one: Wire) => one.Name !== "fixed");
  }),
  drift("restart-attempts-changed", "restart.attempts", (job) => {
    group(job).RestartPolicy.Attempts = 9;
    for (const one of group(job).Tasks) one.RestartPolicy.Attempts = 9;
  }),
  drift("restart-mode-changed", "restart.mode", (job) => {
    group(job).RestartPolicy.Mode = "fail";
    for (const one of group(job).Tasks) one.RestartPolicy.Mode = "fail";
  }),
  drift("disk-size-changed", "ephemeralDisk.size", (job) => {
    group(job).EphemeralDisk.SizeMB = 400;
  }),
  drift("disk-not-sticky", "ephemeralDisk.sticky", (job) => {
    group(job).EphemeralDisk.Sticky = false;
  }),
  drift("port-target-changed", "http.to", (job) => {
    group(job).Networks[0].DynamicPorts[0].To = 9090;
  }),
  drift("port-static-changed", "admin.static", (job) => {
    group(job).Networks[0].ReservedPorts[0].Value = 18_081;
  }),
  drift("port-added", "more", (job) => {
    group(job).Networks[0].DynamicPorts.push({ Label: "more", To: 1 });
  }),
  drift("port-removed", "admin", (job) => {
    group(job).Networks[0].ReservedPorts = [];
  }),
  drift("service-tag-added", "tags", (job) => {
    group(job).Services[0].Tags.push("c");
  }),
  drift("service-removed", "services", (job) => {
    group(job).Services = [];
  }),
  drift("check-path-changed", "alive.path", (job) => {
    group(job).Services[0].Checks[0].Path = "/ready";
  }),
  drift("check-interval-changed", "alive.interval", (job) => {
    group(job).Services[0].Checks[0].Interval = 30_000_000_000;
  }),
  drift("check-removed", "alive", (job) => {
    group(job).Services[0].Checks = [];
  }),
  drift("image-changed", "config.image", (job) => {
    task(job).Config.image = "example.com/web:2.0.0";
  }),
  drift("args-reordered", "config.args", (job) => {
    task(job).Config.args.reverse();
  }),
  drift("config-key-added", "config.privileged", (job) => {
    task(job).Config.privileged = true;
  }),
  drift("driver-changed", "driver", (job) => {
    task(job).Driver = "podman";
  }),
  drift("env-changed", "env.LEVEL", (job) => {
    task(job).Env.LEVEL = "debug";
  }),
  drift("env-added", "env.EXTRA", (job) => {
    task(job).Env.EXTRA = "1";
  }),
  drift("env-removed", "env.MODE", (job) => {
    delete task(job).Env.MODE;
  }),
  drift("task-meta-changed", "meta.note", (job) => {
    task(job).Meta.note = "second";
  }),
  drift("cpu-changed", "resources.cpu", (job) => {
    task(job).Resources.CPU = 200;
  }),
  drift("memory-changed", "resources.memory", (job) => {
    task(job).Resources.MemoryMB = 128;
  }),
  drift("memory-maximum-added", "resources.memoryMax", (job) => {
    task(job).Resources.MemoryMaxMB = 256;
  }),
  drift("kill-timeout-changed", "killTimeout", (job) => {
    task(job).KillTimeout = 5_000_000_000;
  }),
  drift("template-changed", "data", (job) => {
    task(job).Templates[0].EmbeddedTmpl = "size = 2\nname = web\n";
  }),
  drift("template-mode-changed", "changeMode", (job) => {
    task(job).Templates[0].ChangeMode = "noop";
  }),
  drift("template-added", "local/more", (job) => {
    task(job).Templates.push({ DestPath: "local/more", EmbeddedTmpl: "x" });
  }),
  drift("log-files-changed", "logs.maxFiles", (job) => {
    task(job).LogConfig.MaxFiles = 7;
  }),
  drift("task-added", "tasks.third", (job) => {
    group(job).Tasks.push({ ...structuredClone(task(job, "side")), Name: "third" });
  }),
  drift("task-removed", "tasks.side", (job) => {
    group(job).Tasks = group(job).Tasks.filter((one: Wire) => one.Name !== "side");
  }),
];

/** Jobs that something else happens to than a change of the specification. */
export const otherJobs = [
  "stopped",
  "purged",
  "untouched",
  "rewritten-the-same",
  "autoscaled",
  "sets-reordered",
] as const;
