import type { JobSpec } from "../../../constructs/spec";
import type { FieldDrift } from "./resource-case";

/** A job in the JSON of Nomad's API, to be changed behind Terraform's back. */
// biome-ignore lint/suspicious/noExplicitAny: any field may be changed
export type Wire = any;

/** One change of a job on the cluster, and every field that a plan must report because of it. */
export interface DriftCase {
  readonly id: string;
  readonly reported: readonly FieldDrift[];
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
const drift = (id: string, reported: readonly FieldDrift[], change: (job: Wire) => void): DriftCase => ({
  id,
  reported,
  change,
});

/** Changes of the specification, each on a job of its own. */
export const driftCases: readonly DriftCase[] = [
  drift("priority-changed", [{ path: "priority", applied: "40", now: "80" }], (job) => {
    job.Priority = 80;
  }),
  drift(
    "datacenter-added",
    [{ path: "datacenters", applied: '["nowhere","elsewhere"]', now: '["nowhere","elsewhere","third"]' }],
    (job) => {
      job.Datacenters.push("third");
    },
  ),
  drift(
    "datacenter-removed",
    [{ path: "datacenters", applied: '["nowhere","elsewhere"]', now: '["nowhere"]' }],
    (job) => {
      job.Datacenters.pop();
    },
  ),
  drift("job-meta-changed", [{ path: "meta.owner", applied: "team-a", now: "team-b" }], (job) => {
    job.Meta.owner = "team-b";
  }),
  drift("job-meta-added", [{ path: "meta.extra", now: "1" }], (job) => {
    job.Meta.extra = "1";
  }),
  drift("job-meta-removed", [{ path: "meta.tier", applied: "two" }], (job) => {
    delete job.Meta.tier;
  }),
  drift("constraint-changed", [{ path: "constraints.0.value", applied: "linux", now: "windows" }], (job) => {
    job.Constraints[0].RTarget = "windows";
  }),
  drift(
    "constraint-added",
    [
      { path: "constraints.1.attribute", now: "${node.class}" },
      { path: "constraints.1.value", now: "x" },
    ],
    (job) => {
      job.Constraints.push({ LTarget: "${node.class}", RTarget: "x", Operand: "=" });
    },
  ),
  drift(
    "constraint-removed",
    [
      { path: "constraints.0.attribute", applied: "${attr.kernel.name}" },
      { path: "constraints.0.value", applied: "linux" },
    ],
    (job) => {
      job.Constraints = [];
    },
  ),
  drift("affinity-weight-changed", [{ path: "affinities.0.weight", applied: "50", now: "80" }], (job) => {
    job.Affinities[0].Weight = 80;
  }),
  drift(
    "spread-removed",
    [
      { path: "spreads.0.attribute", applied: "${node.datacenter}" },
      { path: "spreads.0.weight", applied: "50" },
    ],
    (job) => {
      job.Spreads = [];
    },
  ),
  drift(
    "update-parallel-changed",
    [
      { path: "update.maxParallel", applied: "1", now: "2" },
      { path: "groups.web.update.maxParallel", now: "2" },
      { path: "groups.fixed.update.maxParallel", now: "2" },
    ],
    (job) => {
      for (const one of job.TaskGroups) {
        one.Update.MaxParallel = 2;
      }
      job.Update.MaxParallel = 2;
    },
  ),
  drift(
    "update-duration-changed",
    [
      { path: "groups.web.update.minHealthyTime", now: "30s" },
      { path: "groups.fixed.update.minHealthyTime", now: "30s" },
    ],
    (job) => {
      for (const one of job.TaskGroups) {
        one.Update.MinHealthyTime = 30_000_000_000;
      }
    },
  ),
  drift("count-changed-without-scaling", [{ path: "groups.fixed.count", applied: "1", now: "3" }], (job) => {
    group(job, "fixed").Count = 3;
  }),
  drift(
    "count-changed-beyond-the-bounds",
    [
      { path: "groups.web.count", applied: "2", now: "8" },
      { path: "groups.web.scaling.max", applied: "5", now: "9" },
    ],
    (job) => {
      group(job).Scaling.Max = 9;
      group(job).Count = 8;
    },
  ),
  drift("scaling-bound-changed", [{ path: "groups.web.scaling.max", applied: "5", now: "7" }], (job) => {
    group(job).Scaling.Max = 7;
  }),
  drift("scaling-disabled", [{ path: "groups.web.scaling.enabled", applied: "true", now: "false" }], (job) => {
    group(job).Scaling.Enabled = false;
  }),
  drift(
    "group-added",
    [
      { path: "groups.extra.name", now: "extra" },
      { path: "groups.extra.tasks.one.name", now: "one" },
      { path: "groups.extra.tasks.one.driver", now: "docker" },
      { path: "groups.extra.tasks.one.config.image", now: "example.com/one:1.0.0" },
      { path: "groups.extra.tasks.one.resources.cpu", now: "50" },
      { path: "groups.extra.tasks.one.resources.memory", now: "32" },
    ],
    (job) => {
      job.TaskGroups.push({ ...structuredClone(group(job, "fixed")), Name: "extra" });
    },
  ),
  drift(
    "group-removed",
    [
      { path: "groups.fixed.name", applied: "fixed" },
      { path: "groups.fixed.count", applied: "1" },
      { path: "groups.fixed.tasks.one.name", applied: "one" },
      { path: "groups.fixed.tasks.one.driver", applied: "docker" },
      { path: "groups.fixed.tasks.one.config.image", applied: "example.com/one:1.0.0" },
      { path: "groups.fixed.tasks.one.resources.cpu", applied: "50" },
      { path: "groups.fixed.tasks.one.resources.memory", applied: "32" },
    ],
    (job) => {
      job.TaskGroups = job.TaskGroups.filter((one: Wire) => one.Name !== "fixed");
    },
  ),
  drift(
    "restart-attempts-changed",
    [
      { path: "groups.web.restart.attempts", applied: "3", now: "9" },
      { path: "groups.web.tasks.main.restart.attempts", now: "9" },
      { path: "groups.web.tasks.side.restart.attempts", now: "9" },
    ],
    (job) => {
      group(job).RestartPolicy.Attempts = 9;
      for (const one of group(job).Tasks) {
        one.RestartPolicy.Attempts = 9;
      }
    },
  ),
  drift(
    "restart-mode-changed",
    [
      { path: "groups.web.restart.mode", applied: "delay", now: "fail" },
      { path: "groups.web.tasks.main.restart.mode", now: "fail" },
      { path: "groups.web.tasks.side.restart.mode", now: "fail" },
    ],
    (job) => {
      group(job).RestartPolicy.Mode = "fail";
      for (const one of group(job).Tasks) {
        one.RestartPolicy.Mode = "fail";
      }
    },
  ),
  drift("disk-size-changed", [{ path: "groups.web.ephemeralDisk.size", applied: "200", now: "400" }], (job) => {
    group(job).EphemeralDisk.SizeMB = 400;
  }),
  drift("disk-not-sticky", [{ path: "groups.web.ephemeralDisk.sticky", applied: "true", now: "false" }], (job) => {
    group(job).EphemeralDisk.Sticky = false;
  }),
  drift("port-target-changed", [{ path: "groups.web.network.ports.http.to", applied: "8080", now: "9090" }], (job) => {
    group(job).Networks[0].DynamicPorts[0].To = 9090;
  }),
  drift(
    "port-static-changed",
    [{ path: "groups.web.network.ports.admin.static", applied: "18080", now: "18081" }],
    (job) => {
      group(job).Networks[0].ReservedPorts[0].Value = 18_081;
    },
  ),
  drift(
    "port-added",
    [
      { path: "groups.web.network.ports.more.name", now: "more" },
      { path: "groups.web.network.ports.more.to", now: "1" },
    ],
    (job) => {
      group(job).Networks[0].DynamicPorts.push({ Label: "more", To: 1 });
    },
  ),
  drift(
    "port-removed",
    [
      { path: "groups.web.network.ports.admin.name", applied: "admin" },
      { path: "groups.web.network.ports.admin.static", applied: "18080" },
    ],
    (job) => {
      group(job).Networks[0].ReservedPorts = [];
    },
  ),
  drift(
    "service-tag-added",
    [{ path: "groups.web.services.web.tags", applied: '["a","b"]', now: '["a","b","c"]' }],
    (job) => {
      group(job).Services[0].Tags.push("c");
    },
  ),
  drift(
    "service-removed",
    [
      { path: "groups.web.services.web.name", applied: "web" },
      { path: "groups.web.services.web.tags", applied: '["a","b"]' },
      { path: "groups.web.services.web.port", applied: "http" },
      { path: "groups.web.services.web.checks.alive.name", applied: "alive" },
      { path: "groups.web.services.web.checks.alive.type", applied: "http" },
      { path: "groups.web.services.web.checks.alive.path", applied: "/" },
      { path: "groups.web.services.web.checks.alive.interval", applied: "10s" },
      { path: "groups.web.services.web.checks.alive.timeout", applied: "2s" },
      { path: "groups.web.services.web.provider", applied: "nomad" },
    ],
    (job) => {
      group(job).Services = [];
    },
  ),
  drift(
    "check-path-changed",
    [{ path: "groups.web.services.web.checks.alive.path", applied: "/", now: "/ready" }],
    (job) => {
      group(job).Services[0].Checks[0].Path = "/ready";
    },
  ),
  drift(
    "check-interval-changed",
    [{ path: "groups.web.services.web.checks.alive.interval", applied: "10s", now: "30s" }],
    (job) => {
      group(job).Services[0].Checks[0].Interval = 30_000_000_000;
    },
  ),
  drift(
    "check-removed",
    [
      { path: "groups.web.services.web.checks.alive.name", applied: "alive" },
      { path: "groups.web.services.web.checks.alive.type", applied: "http" },
      { path: "groups.web.services.web.checks.alive.path", applied: "/" },
      { path: "groups.web.services.web.checks.alive.interval", applied: "10s" },
      { path: "groups.web.services.web.checks.alive.timeout", applied: "2s" },
    ],
    (job) => {
      group(job).Services[0].Checks = [];
    },
  ),
  drift(
    "image-changed",
    [{ path: "groups.web.tasks.main.config.image", applied: "example.com/web:1.0.0", now: "example.com/web:2.0.0" }],
    (job) => {
      task(job).Config.image = "example.com/web:2.0.0";
    },
  ),
  drift(
    "args-reordered",
    [{ path: "groups.web.tasks.main.config.args", applied: '["-v","serve"]', now: '["serve","-v"]' }],
    (job) => {
      task(job).Config.args.reverse();
    },
  ),
  drift("config-key-added", [{ path: "groups.web.tasks.main.config.privileged", now: "true" }], (job) => {
    task(job).Config.privileged = true;
  }),
  drift("driver-changed", [{ path: "groups.web.tasks.main.driver", applied: "docker", now: "podman" }], (job) => {
    task(job).Driver = "podman";
  }),
  drift("env-changed", [{ path: "groups.web.tasks.main.env.LEVEL", applied: "info", now: "debug" }], (job) => {
    task(job).Env.LEVEL = "debug";
  }),
  drift("env-added", [{ path: "groups.web.tasks.main.env.EXTRA", now: "1" }], (job) => {
    task(job).Env.EXTRA = "1";
  }),
  // A task sees it, but Nomad's own comparison does not.
  drift("env-added-empty", [{ path: "groups.web.tasks.main.env.EXTRA", now: "" }], (job) => {
    task(job).Env.EXTRA = "";
  }),
  drift("env-emptied", [{ path: "groups.web.tasks.main.env.LEVEL", applied: "info", now: "" }], (job) => {
    task(job).Env.LEVEL = "";
  }),
  drift("job-meta-added-empty", [{ path: "meta.extra", now: "" }], (job) => {
    job.Meta.extra = "";
  }),
  drift("env-removed", [{ path: "groups.web.tasks.main.env.MODE", applied: "plain" }], (job) => {
    delete task(job).Env.MODE;
  }),
  drift("task-meta-changed", [{ path: "groups.web.tasks.main.meta.note", applied: "first", now: "second" }], (job) => {
    task(job).Meta.note = "second";
  }),
  drift("cpu-changed", [{ path: "groups.web.tasks.main.resources.cpu", applied: "100", now: "200" }], (job) => {
    task(job).Resources.CPU = 200;
  }),
  drift("memory-changed", [{ path: "groups.web.tasks.main.resources.memory", applied: "64", now: "128" }], (job) => {
    task(job).Resources.MemoryMB = 128;
  }),
  drift("memory-maximum-added", [{ path: "groups.web.tasks.main.resources.memoryMax", now: "256" }], (job) => {
    task(job).Resources.MemoryMaxMB = 256;
  }),
  drift("kill-timeout-changed", [{ path: "groups.web.tasks.main.killTimeout", applied: "10s", now: "5s" }], (job) => {
    task(job).KillTimeout = 5_000_000_000;
  }),
  drift(
    "template-changed",
    [{ path: "groups.web.tasks.main.templates.local/web.conf.data", applied: "size = 1", now: "size = 2" }],
    (job) => {
      task(job).Templates[0].EmbeddedTmpl = "size = 2\nname = web\n";
    },
  ),
  drift(
    "template-mode-changed",
    [{ path: "groups.web.tasks.main.templates.local/web.conf.changeMode", now: "noop" }],
    (job) => {
      task(job).Templates[0].ChangeMode = "noop";
    },
  ),
  drift(
    "template-added",
    [
      { path: "groups.web.tasks.main.templates.local/more.destination", now: "local/more" },
      { path: "groups.web.tasks.main.templates.local/more.data", now: "x" },
    ],
    (job) => {
      task(job).Templates.push({ DestPath: "local/more", EmbeddedTmpl: "x" });
    },
  ),
  drift("log-files-changed", [{ path: "groups.web.tasks.main.logs.maxFiles", applied: "3", now: "7" }], (job) => {
    task(job).LogConfig.MaxFiles = 7;
  }),
  drift(
    "task-added",
    [
      { path: "groups.web.tasks.third.name", now: "third" },
      { path: "groups.web.tasks.third.driver", now: "docker" },
      { path: "groups.web.tasks.third.config.image", now: "example.com/side:1.0.0" },
      { path: "groups.web.tasks.third.resources.cpu", now: "50" },
      { path: "groups.web.tasks.third.resources.memory", now: "32" },
    ],
    (job) => {
      group(job).Tasks.push({ ...structuredClone(task(job, "side")), Name: "third" });
    },
  ),
  drift(
    "task-removed",
    [
      { path: "groups.web.tasks.side.name", applied: "side" },
      { path: "groups.web.tasks.side.driver", applied: "docker" },
      { path: "groups.web.tasks.side.config.image", applied: "example.com/side:1.0.0" },
      { path: "groups.web.tasks.side.resources.cpu", applied: "50" },
      { path: "groups.web.tasks.side.resources.memory", applied: "32" },
    ],
    (job) => {
      group(job).Tasks = group(job).Tasks.filter((one: Wire) => one.Name !== "side");
    },
  ),
];

/** Jobs that something else happens to than a change of the specification. */
export const otherJobs = [
  "stopped",
  "purged",
  "untouched",
  "rewritten-the-same",
  "autoscaled",
  "sets-reordered",
  "operator-respelled",
] as const;
