import { breaks, type Case, group, keeps, task, withTask } from "./case";

const dns = { ports: [{ name: "dns", static: 53 }] };
const distinct = [{ operator: "distinct_hosts", value: "true" }];

export const deployments: readonly Case[] = [
  breaks(
    "update-windows",
    "fails when the healthy time is as long as its deadline",
    group({ update: { minHealthyTime: "5m" } }),
    "update-windows groups.web.update.minHealthyTime: 5m does not fit into healthyDeadline, which is 5m; make one shorter or the other longer",
  ),
  breaks(
    "update-windows",
    "fails when the deadline of the job is over its progress",
    group({}, { update: { healthyDeadline: "15m" } }),
    "update-windows update.healthyDeadline: 15m does not fit into progressDeadline, which is 10m; make one shorter or the other longer",
  ),
  breaks(
    "update-windows",
    "fails when there is no time to become healthy",
    group({ update: { healthyDeadline: "0s" } }),
    'update-windows groups.web.update.healthyDeadline: got "0s"; use a time above minHealthyTime, for example "5m"',
  ),
  breaks(
    "update-windows",
    "fails when there is no pause",
    group({ update: { stagger: "0s" } }),
    'update-windows groups.web.update.stagger: got "0s"; use a longer time, for example "30s"',
  ),
  breaks(
    "update-windows",
    "fails when the block of the group does not fit that of the job",
    group({ update: { minHealthyTime: "2m" } }, { update: { healthyDeadline: "1m" } }),
    "update-windows groups.web.update.minHealthyTime: 2m does not fit into healthyDeadline, which is 1m; make one shorter or the other longer",
  ),
  keeps(
    "update-windows",
    "takes a deadline over Nomad's default when there is no progress deadline",
    group({ update: { healthyDeadline: "15m", progressDeadline: "0s" } }),
  ),
  keeps(
    "update-windows",
    "takes a deadline of the group that corrects that of the job",
    group({ update: { progressDeadline: "20m" } }, { update: { healthyDeadline: "15m" } }),
  ),

  breaks(
    "auto-promote-without-canary",
    "fails when there is nothing to promote",
    group({}, { update: { autoPromote: true } }),
    'auto-promote-without-canary update.autoPromote: the group "web" has no canaries to promote; set canary to 1 or more, or leave autoPromote out',
  ),
  keeps(
    "auto-promote-without-canary",
    "takes canaries of the group under the job's promotion",
    group({ update: { canary: 1 } }, { update: { autoPromote: true } }),
  ),

  breaks(
    "auto-promote-in-some-groups",
    "warns when one of two groups waits for a person",
    {
      name: "shop",
      groups: [
        { name: "web", update: { canary: 1, autoPromote: true }, tasks: [task()] },
        { name: "api", update: { canary: 1 }, tasks: [task()] },
      ],
    },
    'auto-promote-in-some-groups groups.api.update.autoPromote: Nomad does not promote any group automatically while "api" must be promoted by hand; set autoPromote in all groups or in none',
  ),
  keeps("auto-promote-in-some-groups", "takes a group without canaries beside one that is promoted", {
    name: "shop",
    groups: [
      { name: "web", update: { canary: 1, autoPromote: true }, tasks: [task()] },
      { name: "api", tasks: [task()] },
    ],
  }),

  breaks(
    "max-parallel-above-count",
    "warns when all go down together",
    group({ count: 2, update: { maxParallel: 3 } }),
    'max-parallel-above-count groups.web.update.maxParallel: 3 at once stop all 2 allocations of "web" together; use less than 2',
  ),
  keeps("max-parallel-above-count", "takes as many as there are", group({ count: 3, update: { maxParallel: 3 } })),
  keeps("max-parallel-above-count", "takes more than one of one", group({ count: 1, update: { maxParallel: 3 } })),

  breaks(
    "canary-cannot-be-placed",
    "fails when canaries need the port and the nodes of what runs",
    group({ count: 3, update: { canary: 3 }, network: dns, constraints: distinct }),
    "canary-cannot-be-placed groups.web.update.canary: 3 canaries next to 3 running allocations need port 53 on 6 distinct nodes; set canary to 0",
  ),
  breaks(
    "canary-cannot-be-placed",
    "fails when the constraint and the canary stand on the job",
    group({ network: dns }, { update: { canary: 1 }, constraints: distinct }),
    "canary-cannot-be-placed update.canary: 1 canary next to 1 running allocation needs port 53 on 2 distinct nodes; set canary to 0",
  ),
  keeps(
    "canary-cannot-be-placed",
    "takes the same without canaries",
    group({ count: 3, network: dns, constraints: distinct }),
  ),
  keeps(
    "canary-cannot-be-placed",
    "takes a constraint that is off, and a port that allocations share",
    group({
      count: 3,
      update: { canary: 3 },
      network: { ports: [{ name: "dns", static: 53, ignoreCollision: true }] },
      constraints: [{ operator: "distinct_hosts", value: "false" }],
    }),
  ),
  breaks(
    "canary-needs-free-nodes",
    "warns about a static port",
    group({ count: 2, update: { canary: 1 }, network: dns }),
    "canary-needs-free-nodes groups.web.update.canary: with a static port, 1 new allocations next to 2 old ones need 3 nodes; set canary to 0 if there are fewer",
  ),
  breaks(
    "canary-needs-free-nodes",
    "warns about distinct hosts",
    group({ count: 2, update: { canary: 1 }, constraints: distinct }),
    "canary-needs-free-nodes groups.web.update.canary: with distinct_hosts, 1 new allocations next to 2 old ones need 3 nodes; set canary to 0 if there are fewer",
  ),
  keeps(
    "canary-needs-free-nodes",
    "takes canaries on dynamic ports",
    group({ count: 2, update: { canary: 1 }, network: { ports: [{ name: "http", to: 80 }] } }),
  ),

  breaks(
    "restart-policy",
    "fails when the attempts do not fit the interval",
    group({ restart: { attempts: 10, delay: "25s", interval: "2m" } }),
    "restart-policy groups.web.restart.attempts: 10 restarts with a delay of 25s take 4m10s, the interval is 2m; use a longer interval or fewer attempts",
  ),
  breaks(
    "restart-policy",
    "fails when nothing is left to wait for",
    group({ restart: { attempts: 0, mode: "delay" } }),
    'restart-policy groups.web.restart.attempts: mode "delay" waits after the last attempt, and there are no attempts; use 1 or more, or mode "fail"',
  ),
  breaks(
    "restart-policy",
    "fails when the interval is too short",
    group({ restart: { attempts: 0, interval: "4s" } }),
    "restart-policy groups.web.restart.interval: got 4s, at least 5s are allowed",
  ),
  keeps(
    "restart-policy",
    "takes attempts that just fit",
    group({ restart: { attempts: 4, delay: "30s", interval: "2m" } }),
  ),
  keeps("restart-policy", "takes no attempts in mode fail", group({ restart: { attempts: 0, mode: "fail" } })),
  breaks(
    "task-restart-window",
    "warns when a task laid over its group never fails",
    group({ restart: { interval: "1m" }, tasks: [task({ restart: { attempts: 5 } })] }),
    "task-restart-window groups.web.tasks.web.restart.attempts: 5 restarts with a delay of 15s take 1m15s, the interval is 1m; use a longer interval or fewer attempts",
  ),
  keeps("task-restart-window", "takes attempts that fit", withTask({ restart: { attempts: 5 } })),

  breaks(
    "reschedule-windows",
    "fails when attempts exclude unlimited",
    group({ reschedule: { attempts: 3 } }),
    "reschedule-windows groups.web.reschedule.attempts: 3 attempts and unlimited exclude each other; set unlimited to false, or leave attempts out",
  ),
  breaks(
    "reschedule-windows",
    "fails when the delay is too short",
    group({ reschedule: { delay: "4s" } }),
    "reschedule-windows groups.web.reschedule.delay: got 4s, at least 5s are allowed",
  ),
  breaks(
    "reschedule-windows",
    "fails when the longest delay is the shorter one",
    group({ reschedule: { delay: "1m", maxDelay: "30s" } }),
    'reschedule-windows groups.web.reschedule.maxDelay: got 30s, below the delay of 1m; use more, or delayFunction "constant"',
  ),
  breaks(
    "reschedule-windows",
    "fails when the interval is too short",
    group({ reschedule: { attempts: 1, unlimited: false, interval: "10s" } }),
    "reschedule-windows groups.web.reschedule.interval: got 10s, at least 15s are allowed if attempts are limited",
  ),
  breaks(
    "reschedule-windows",
    "fails when growing delays do not fit",
    group({ reschedule: { attempts: 5, unlimited: false, interval: "5m" } }),
    "reschedule-windows groups.web.reschedule.interval: only 4 of 5 attempts fit into 5m; use more than 8m, or fewer attempts",
  ),
  breaks(
    "reschedule-windows",
    "fails when equal delays do not fit",
    group({ reschedule: { attempts: 5, unlimited: false, interval: "2m", delayFunction: "constant" } }),
    "reschedule-windows groups.web.reschedule.interval: only 4 of 5 attempts fit into 2m; use more than 2m30s, or fewer attempts",
  ),
  breaks(
    "reschedule-windows",
    "fails when fibonacci delays do not fit",
    group({ reschedule: { attempts: 6, unlimited: false, interval: "2m", delayFunction: "fibonacci" } }),
    "reschedule-windows groups.web.reschedule.interval: only 4 of 6 attempts fit into 2m; use more than 4m, or fewer attempts",
  ),
  keeps(
    "reschedule-windows",
    "takes the same attempts in enough time",
    group({ reschedule: { attempts: 5, unlimited: false, interval: "9m" } }),
  ),
  keeps(
    "reschedule-windows",
    "takes fibonacci delays that fit",
    group({ reschedule: { attempts: 6, unlimited: false, interval: "4m", delayFunction: "fibonacci" } }),
  ),
  keeps(
    "reschedule-windows",
    "takes whatever it is when it is off",
    group({ reschedule: { attempts: 0, unlimited: false, delay: "1s" } }),
  ),

  breaks(
    "migrate-windows",
    "fails when the healthy time is over its deadline",
    group({}, { migrate: { minHealthyTime: "6m" } }),
    "migrate-windows migrate.minHealthyTime: 6m does not fit into healthyDeadline, which is 5m; make one shorter or the other longer",
  ),
  keeps(
    "migrate-windows",
    "takes a healthy time as long as its deadline",
    group({ migrate: { minHealthyTime: "5m" } }),
  ),

  breaks(
    "disconnect-choice",
    "fails when both are set",
    group({ disconnect: { lostAfter: "6h", stopOnClientAfter: "1m" } }),
    "disconnect-choice groups.web.disconnect.stopOnClientAfter: it excludes lostAfter; keep one of them",
  ),
  keeps(
    "disconnect-choice",
    "takes one with the other at zero",
    group({ disconnect: { lostAfter: "0s", stopOnClientAfter: "1m" } }),
  ),

  breaks(
    "kill-timeout-over-deadline",
    "fails when a task stops longer than its deployment waits",
    group({
      update: { minHealthyTime: "1s", healthyDeadline: "5s", progressDeadline: "20s" },
      tasks: [task({ killTimeout: "30s" })],
    }),
    "kill-timeout-over-deadline groups.web.tasks.web.killTimeout: 30s is longer than progressDeadline of update, which is 20s; make one shorter or the other longer",
  ),
  keeps(
    "kill-timeout-over-deadline",
    "takes any time where there is no deadline",
    group({ update: { progressDeadline: "0s" }, tasks: [task({ killTimeout: "30s" })] }),
  ),
  breaks(
    "kill-timeout-capped",
    "warns above what clients give",
    withTask({ killTimeout: "31s" }),
    "kill-timeout-capped groups.web.tasks.web.killTimeout: clients reduce 31s to 30s unless their max_kill_timeout is raised; use 30s or less, or raise it",
  ),
  keeps("kill-timeout-capped", "takes what clients give", withTask({ killTimeout: "30s" })),

  breaks(
    "scaling-bounds",
    "fails when the count is over the bounds",
    group({ count: 5, scaling: { min: 1, max: 3 } }),
    "scaling-bounds groups.web.count: 5 is more than max of scaling, which is 3; lower it, or raise max",
  ),
  breaks(
    "scaling-bounds",
    "fails when the count is under the bounds",
    group({ count: 1, scaling: { min: 2, max: 3 } }),
    "scaling-bounds groups.web.count: 1 is less than min of scaling, which is 2; raise it, or lower min",
  ),
  breaks(
    "scaling-bounds",
    "fails when the bounds cross",
    group({ scaling: { min: 5, max: 3 } }),
    "scaling-bounds groups.web.scaling.max: 3 is less than min, which is 5; use more",
  ),
  keeps("scaling-bounds", "takes the least for the count that is not set", group({ scaling: { min: 2, max: 3 } })),
];
