import { breaks, type Case, group, keeps, task, withTask } from "./case";

const system = { type: "system" };
const batch = { type: "batch" };
const cron = (...crons: string[]) => group({}, { type: "batch", periodic: { crons } });

export const jobs: readonly Case[] = [
  breaks(
    "job-id",
    "fails when the id holds a space",
    group({}, { name: "my shop" }),
    'job-id name: "my shop" has a space, which is not allowed in a job id; use "-" instead',
  ),
  breaks(
    "job-id",
    "fails when the name is empty",
    group({}, { name: "" }),
    "job-id name: it is empty; give the job a name",
  ),
  ...[".", ".."].map((name) =>
    breaks(
      "job-id",
      `fails when the id is ${name}`,
      group({}, { name }),
      `job-id name: "${name}" stands for a folder in a URL: Nomad would register the job, but its API could neither read nor stop it; choose another id`,
    ),
  ),
  ...["web/plan", "a/web/versions", "web/periodic/force"].map((name) =>
    breaks(
      "job-id",
      `fails when the id ends with a request of the API: ${name}`,
      group({}, { name }),
      `job-id name: "${name}" ends with "/${name.split("/").at(-1)}", which is a request of Nomad's API: Nomad would register the job, but its API could neither read nor stop it; use "-" instead of "/"`,
    ),
  ),
  ...["team/web", "/Users/dan/demo", "web/", "web//a"].map((name) =>
    keeps("job-id", `takes the id ${name} (nomad 11749)`, group({}, { name })),
  ),
  keeps("job-id", "takes an id that is a word of the API", group({}, { name: "plan" })),
  keeps("job-id", "takes a name with a space when the id has none", group({}, { name: "my shop", id: "my-shop" })),
  keeps("job-id", "takes an id that is known later", group({}, { name: "${TfToken[TOKEN.1]} " })),

  breaks(
    "name-invalid",
    "fails when a task is named like the shared directory",
    withTask({ name: "alloc" }),
    'name-invalid groups.web.tasks.alloc.name: "alloc" is the name of the directory that all tasks share; choose another name',
  ),
  breaks(
    "name-invalid",
    "fails when the name of a task holds a slash",
    withTask({ name: "a/b" }),
    'name-invalid groups.web.tasks["a/b"].name: "a/b" has a slash, and the name becomes a directory; use "-" instead',
  ),
  breaks(
    "name-invalid",
    "fails when a group has no name",
    group({ name: "" }),
    "name-invalid groups[0].name: it is empty; give the group a name",
  ),
  keeps("name-invalid", "takes a name with a dot", withTask({ name: "web.main" })),

  breaks(
    "duplicate-name",
    "fails when two tasks have one name",
    group({ tasks: [task(), task()] }),
    'duplicate-name groups.web.tasks.web: another task of the group already has the name "web"; rename one',
  ),
  breaks(
    "duplicate-name",
    "fails when two ports have one name",
    group({ network: { ports: [{ name: "http" }, { name: "http", static: 80 }] } }),
    'duplicate-name groups.web.network.ports.http: another port of the group already has the name "http"; rename one',
  ),
  breaks(
    "duplicate-name",
    "fails when two checks of a task's service have no name",
    withTask({
      services: [
        {
          name: "shop",
          task: "web",
          checks: [1, 2].map(() => ({ type: "script", command: "/bin/ok", interval: "10s", timeout: "2s" })),
        },
      ],
    }),
    'duplicate-name groups.web.tasks.web.services.shop.checks["(unnamed)"]: another check of the service already has the name "(unnamed)"; rename one',
  ),
  keeps("duplicate-name", "takes one task name in two groups", {
    name: "shop",
    groups: [
      { name: "web", tasks: [task()] },
      { name: "api", tasks: [task()] },
    ],
  }),

  breaks(
    "empty-job",
    "fails when there is no group",
    { name: "shop", groups: [] },
    "empty-job groups: the job has no group; add one",
  ),
  breaks(
    "empty-job",
    "fails when a group has no task",
    group({ tasks: [] }),
    "empty-job groups.web.tasks: the group has no task; add one",
  ),
  keeps(
    "empty-job",
    "takes a gateway without a task",
    group({
      tasks: [],
      network: { mode: "bridge" },
      services: [{ name: "edge", port: "9100", connect: { gateway: { mesh: {} } } }],
    }),
  ),

  breaks(
    "job-priority",
    "fails when the priority is above what any server takes",
    group({}, { priority: 40_000 }),
    "job-priority priority: got 40000; use 1 to 100, or up to the server's job_max_priority",
  ),
  breaks(
    "job-priority",
    "fails when the priority is negative",
    group({}, { priority: -1 }),
    "job-priority priority: got -1; use 1 to 100, or up to the server's job_max_priority",
  ),
  keeps("job-priority", "takes 0 for the default, as Nomad does", group({}, { priority: 0 })),
  breaks(
    "priority-above-default",
    "warns above 100",
    group({}, { priority: 101 }),
    "priority-above-default priority: servers refuse 101 unless their job_max_priority is raised from 100; use 1 to 100",
  ),
  keeps("priority-above-default", "takes 100", group({}, { priority: 100 })),

  breaks(
    "datacenter-empty",
    "fails when a datacenter is empty",
    group({}, { datacenters: ["dc1", ""] }),
    'datacenter-empty datacenters[1]: it is empty; name a datacenter, or use "*" for all',
  ),
  keeps("datacenter-empty", "takes no datacenters at all", group({}, { datacenters: [] })),

  breaks(
    "text-too-long",
    "fails above 1000 bytes",
    group({}, { ui: { description: "ü".repeat(501) } }),
    "text-too-long ui.description: got 1002 bytes, at most 1000 are allowed; shorten it",
  ),
  keeps("text-too-long", "takes 1000 bytes", group({}, { ui: { description: "ü".repeat(500) } })),

  breaks(
    "system-count",
    "fails when a system job counts",
    group({ count: 2 }, system),
    'system-count groups.web.count: a system job runs once on each node, got 2; leave count out, or use type "service"',
  ),
  keeps("system-count", "takes the count 1", group({ count: 1 }, system)),
  keeps("system-count", "takes a count of a sysbatch job", group({ count: 2 }, { type: "sysbatch" })),

  breaks(
    "placement-on-system-job",
    "fails when a task of a system job has affinities",
    withTask({ affinities: [{ attribute: "${node.class}", value: "edge" }] }, system),
    "placement-on-system-job groups.web.tasks.web.affinities: a system job runs on every matching node, so it has nothing to choose; remove it, or write a constraint",
  ),
  keeps(
    "placement-on-system-job",
    "takes a spread of a sysbatch job",
    group({ spreads: [{ attribute: "${node.datacenter}" }] }, { type: "sysbatch" }),
  ),

  breaks(
    "block-for-other-type",
    "fails when a batch job is updated",
    group({ update: { maxParallel: 1 } }, batch),
    'block-for-other-type groups.web.update: a job of type "batch" has no deployments; remove it, only service and system jobs have it',
  ),
  breaks(
    "block-for-other-type",
    "fails when a system job is rescheduled",
    group({ reschedule: { attempts: 1 } }, system),
    'block-for-other-type groups.web.reschedule: a job of type "system" cannot move to another node; remove it, only service and batch jobs have it',
  ),
  breaks(
    "block-for-other-type",
    "fails when a batch job migrates",
    group({}, { ...batch, migrate: {} }),
    'block-for-other-type migrate: a job of type "batch" does not migrate; remove it, only service jobs have it',
  ),
  breaks(
    "block-for-other-type",
    "fails when a service job is periodic",
    group({}, { periodic: { crons: ["@daily"] } }),
    'block-for-other-type periodic: a job of type "service" never ends; use type "batch" or "sysbatch"',
  ),
  breaks(
    "block-for-other-type",
    "fails when a service job is dispatched",
    group({}, { parameterized: {} }),
    'block-for-other-type parameterized: a job of type "service" never ends; use type "batch" or "sysbatch"',
  ),
  breaks(
    "block-for-other-type",
    "fails when a system job is stopped by its client",
    group({ disconnect: { stopOnClientAfter: "1m" } }, system),
    'block-for-other-type groups.web.disconnect.stopOnClientAfter: a job of type "system" does not have it; remove it, only service and batch jobs have it',
  ),
  keeps("block-for-other-type", "takes an update of a system job", group({ update: { maxParallel: 1 } }, system)),
  keeps(
    "block-for-other-type",
    "takes a schedule that is off",
    group({}, { periodic: { enabled: false, crons: ["x"] } }),
  ),

  breaks(
    "periodic-cron",
    "fails when there is no schedule",
    group({}, { ...batch, periodic: {} }),
    'periodic-cron periodic.crons: it is empty; write at least one schedule, for example "0 3 * * *"',
  ),
  breaks(
    "periodic-cron",
    "fails when a field is out of range",
    cron("0 25 * * *"),
    'periodic-cron periodic.crons[0]: "0 25 * * *" is not a schedule: "25" is no hour; write minute hour day month weekday, for example "0 3 * * *"',
  ),
  breaks(
    "periodic-cron",
    "fails when there are too few fields",
    cron("0 3 * *"),
    'periodic-cron periodic.crons[0]: "0 3 * *" is not a schedule: it has 4 of at least 5 fields; write minute hour day month weekday, for example "0 3 * * *"',
  ),
  breaks(
    "periodic-cron",
    "fails when a weekday is misspelled",
    cron("0 3 * * mno"),
    'periodic-cron periodic.crons[0]: "0 3 * * mno" is not a schedule: "mno" is no day-of-week; write minute hour day month weekday, for example "0 3 * * *"',
  ),
  keeps(
    "periodic-cron",
    "takes names of months and weekdays, ranges, lists and steps",
    cron("*/15 9-17/2 1,15 jan-jun MON-FRI"),
  ),
  keeps("periodic-cron", "takes a year as the sixth field", cron("0 3 * * * 2030")),
  keeps("periodic-cron", "takes seconds as the first of seven fields", cron("30 0 3 * * * *")),
  keeps(
    "periodic-cron",
    "takes the last day, the nearest workday and the second Tuesday",
    cron("0 3 L * *", "0 3 15W * *", "0 3 * * 2#2"),
  ),
  keeps("periodic-cron", "takes @daily", cron("@daily")),
  keeps("periodic-cron", "takes a schedule that is known later", cron("${TfToken[TOKEN.2]}")),

  breaks(
    "cron-never-fires",
    "fails when no month has the day",
    cron("0 3 31 2,4,6,9,11 *"),
    'cron-never-fires periodic.crons[0]: no month of "0 3 31 2,4,6,9,11 *" has the day of the schedule; choose a day that exists',
  ),
  keeps("cron-never-fires", "takes a day of leap years", cron("0 3 29 2 *")),
  keeps("cron-never-fires", "takes a day that one of the months has", cron("0 3 31 2,3 *")),
  keeps("cron-never-fires", "takes a missing day next to a weekday", cron("0 3 30 2 MON")),

  breaks(
    "periodic-time-zone",
    "fails when the zone does not exist",
    group({}, { ...batch, periodic: { crons: ["@daily"], timeZone: "Berlin" } }),
    'periodic-time-zone periodic.timeZone: "Berlin" is not a time zone; use an IANA name, for example "Europe/Berlin"',
  ),
  keeps(
    "periodic-time-zone",
    "takes the zone of the server",
    group({}, { ...batch, periodic: { crons: ["@daily"], timeZone: "Local" } }),
  ),

  breaks(
    "parameterized-meta",
    "fails when a key is both required and optional",
    group({}, { ...batch, parameterized: { metaRequired: ["a", "b"], metaOptional: ["b", "c"] } }),
    'parameterized-meta parameterized.metaOptional: metaRequired also names "b"; name each key in one of the two',
  ),
  keeps(
    "parameterized-meta",
    "takes separate keys",
    group({}, { ...batch, parameterized: { metaRequired: ["a"], metaOptional: ["b"] } }),
  ),

  breaks(
    "negative-value",
    "fails when a count is negative",
    group({ count: -1 }),
    "negative-value groups.web.count: got -1; use 0 or more",
  ),
  breaks(
    "negative-value",
    "fails when a time is negative",
    withTask({ killTimeout: "-5s" }),
    "negative-value groups.web.tasks.web.killTimeout: got -5s; use 0 or more",
  ),
  breaks(
    "negative-value",
    "fails when a job is updated by less than none",
    group({}, { update: { maxParallel: -1 } }),
    "negative-value update.maxParallel: got -1; use 0 or more",
  ),
  keeps("negative-value", "takes zero", group({ count: 0, shutdownDelay: "0s" })),
  keeps("negative-value", "takes a count that is known later", group({ count: -1.8881545897087505e289 })),

  breaks(
    "enterprise-only",
    "warns about schedules, NUMA, and clusters and namespaces of their own",
    group({
      consul: { cluster: "edge" },
      tasks: [
        task({
          schedule: { cron: { start: "0 30 9 * * *", end: "30 17" } },
          resources: { cores: 2, memory: 64, numa: { affinity: "require" } },
          consul: { cluster: "edge" },
          vault: { cluster: "edge", namespace: "shop" },
          scalings: [{ name: "cpu", max: 500 }],
        }),
      ],
    }),
    "enterprise-only groups.web.consul.cluster: only Nomad Enterprise has it; remove it for a community cluster",
    "enterprise-only groups.web.tasks.web.schedule: only Nomad Enterprise has it; remove it for a community cluster",
    "enterprise-only groups.web.tasks.web.resources.numa: only Nomad Enterprise has it; remove it for a community cluster",
    "enterprise-only groups.web.tasks.web.consul.cluster: only Nomad Enterprise has it; remove it for a community cluster",
    "enterprise-only groups.web.tasks.web.vault.cluster: only Nomad Enterprise has it; remove it for a community cluster",
    "enterprise-only groups.web.tasks.web.vault.namespace: only Nomad Enterprise has it; remove it for a community cluster",
    "enterprise-only groups.web.tasks.web.scalings: only Nomad Enterprise has it; remove it for a community cluster",
  ),
  keeps(
    "enterprise-only",
    "takes the default clusters and no affinity",
    group({
      consul: { cluster: "default" },
      tasks: [task({ vault: { cluster: "default" }, resources: { cores: 2, memory: 64, numa: { affinity: "none" } } })],
    }),
  ),

  breaks(
    "deprecated-field",
    "warns about what Nomad ignores",
    group(
      {
        network: { mbits: 10 },
        tasks: [
          task({
            resources: { cpu: 100, memory: 64, iops: 5, disk: 100, network: { mbits: 10 } },
            templates: [{ data: "a", destination: "local/a", vaultGrace: "5m" }],
          }),
        ],
      },
      { ...batch, periodic: { cron: "@daily" } },
    ),
    "deprecated-field periodic.cron: it is deprecated; write a list in crons",
    "deprecated-field groups.web.network.mbits: Nomad ignores it since 0.12; remove it",
    "deprecated-field groups.web.tasks.web.resources.iops: Nomad ignores it since 0.9; remove it",
    "deprecated-field groups.web.tasks.web.resources.disk: Nomad ignores it; set ephemeralDisk.size of the group",
    "deprecated-field groups.web.tasks.web.resources.network: it is deprecated since 0.12; write network on the group",
    "deprecated-field groups.web.tasks.web.templates[0].vaultGrace: Vault ignores it since 0.5; remove it",
  ),
  keeps("deprecated-field", "takes zeros", withTask({ resources: { cpu: 100, memory: 64, iops: 0, disk: 0 } })),
];
