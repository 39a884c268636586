import { formatDuration } from "../../spec";
import { nanoseconds, SECOND } from "../duration";
import { isKnownNumber } from "../known";
import { type Layered, migrateOf, rescheduleOf, restartOf } from "../layered";
import { type Finding, rule } from "../rule";

function* tooManyAttempts(policy: Layered): Iterable<Finding> {
  const [attempts, delay, interval] = [
    policy.get("attempts"),
    nanoseconds(policy.get("delay")),
    nanoseconds(policy.get("interval")),
  ];
  if (isKnownNumber(attempts) && delay !== undefined && interval !== undefined && attempts * delay > interval) {
    yield {
      path: policy.path("attempts"),
      message: `${attempts} restarts with a delay of ${formatDuration(delay)} take ${formatDuration(attempts * delay)}, the interval is ${formatDuration(interval)}; use a longer interval or fewer attempts`,
    };
  }
}

/** Restarts of a group's tasks on the same node. */
export const restartPolicy = rule({
  code: "restart-policy",
  level: "error",
  title: "the restart policy of a group contradicts itself",
  refusedByNomad: true,
  *check(job) {
    for (const view of job.groups) {
      const policy = restartOf(job, view);
      if (!policy.written) {
        continue;
      }
      if (policy.get("attempts") === 0 && policy.get("mode") === "delay") {
        yield {
          path: policy.path("attempts"),
          message: 'mode "delay" waits after the last attempt, and there is none; use 1 or more, or mode "fail"',
        };
      }
      const interval = nanoseconds(policy.get("interval"));
      if (interval !== undefined && interval < 5 * SECOND) {
        yield { path: policy.path("interval"), message: `got ${formatDuration(interval)}, at least 5s are allowed` };
      }
      yield* tooManyAttempts(policy);
    }
  },
});

/** The same for one task, of which Nomad takes any: the attempts beyond the interval never run out. */
export const taskRestartWindow = rule({
  code: "task-restart-window",
  level: "warning",
  title: "the restarts of a task do not fit into their interval, so that it never fails",
  refusedByNomad: false,
  *check(job) {
    for (const { in: view, task, path } of job.tasks) {
      if (task.restart) {
        yield* tooManyAttempts(restartOf(job, view, { path, restart: task.restart }));
      }
    }
  },
});

/** How many attempts fit into an interval, and the interval that takes them all, as Nomad counts it. */
function fitting(attempts: number, interval: number, delay: number, most: number, growth: unknown): [number, number] {
  if (growth === "constant") {
    return [interval >= attempts * delay ? attempts : Math.floor(interval / delay), attempts * delay];
  }
  if (growth === "exponential") {
    let [possible, needed] = [0, 0];
    for (let attempt = 0; attempt < attempts; attempt++) {
      const next = 2 ** attempt * delay;
      needed = next > most ? needed + most : next;
      possible += needed < interval ? 1 : 0;
    }
    return [possible, needed];
  }
  const slots = [delay, delay];
  let capped = false;
  for (let attempt = 2; attempt < attempts; attempt++) {
    const last = slots[attempt - 1] as number;
    let next = last + (capped ? most : (slots[attempt - 2] as number));
    if (!capped && next > most) {
      next = most;
      capped = true;
    }
    slots.push(next);
  }
  const needed = slots.at(-1) as number;
  return [interval >= needed ? attempts : slots.findIndex((slot) => slot > interval), needed];
}

const LEAST_DELAY = 5 * SECOND;
const LEAST_INTERVAL = 15 * SECOND;

/** Moves of failed allocations to other nodes. */
export const rescheduleWindows = rule({
  code: "reschedule-windows",
  level: "error",
  title: "the reschedule policy contradicts itself",
  refusedByNomad: true,
  *check(job) {
    if (job.type !== "service" && job.type !== "batch") {
      return;
    }
    for (const view of job.groups) {
      const policy = rescheduleOf(job, view);
      const [attempts, unlimited, growth] = [
        policy.get("attempts"),
        policy.get("unlimited"),
        policy.get("delayFunction"),
      ];
      const time = (field: string) => nanoseconds(policy.get(field));
      const [interval, delay, most] = [time("interval"), time("delay"), time("maxDelay")];
      if (!policy.written || !isKnownNumber(attempts) || (attempts <= 0 && unlimited !== true)) {
        continue;
      }
      if (attempts > 0 && unlimited === true) {
        yield {
          path: policy.path("attempts"),
          message: `${attempts} attempts and unlimited exclude each other; set unlimited to false, or leave attempts out`,
        };
      }
      if (delay !== undefined && delay < LEAST_DELAY) {
        yield { path: policy.path("delay"), message: `got ${formatDuration(delay)}, at least 5s are allowed` };
        continue;
      }
      if (growth !== "constant" && most !== undefined && delay !== undefined && most < Math.max(delay, LEAST_DELAY)) {
        yield {
          path: policy.path("maxDelay"),
          message: `got ${formatDuration(most)}, below the delay of ${formatDuration(delay)}; use more, or delayFunction "constant"`,
        };
        continue;
      }
      if (unlimited === true || interval === undefined) {
        continue;
      }
      if (interval < LEAST_INTERVAL) {
        yield {
          path: policy.path("interval"),
          message: `got ${formatDuration(interval)}, at least 15s are allowed where attempts are limited`,
        };
        continue;
      }
      if (delay !== undefined && (most !== undefined || growth === "constant")) {
        const [possible, needed] = fitting(attempts, interval, delay, most ?? 0, growth);
        if (possible < attempts) {
          yield {
            path: policy.path("interval"),
            message: `only ${possible} of ${attempts} attempts fit into ${formatDuration(interval)}; use more than ${formatDuration(needed)}, or fewer attempts`,
          };
        }
      }
    }
  },
});

/** The times of a drain. */
export const migrateWindows = rule({
  code: "migrate-windows",
  level: "error",
  title: "the times of migrate do not fit into each other",
  refusedByNomad: true,
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
          message: `${formatDuration(healthy)} does not fit into healthyDeadline, which is ${formatDuration(deadline)}; make one shorter or the other longer`,
        };
      }
    }
  },
});

/** What a client that is cut off does. */
export const disconnectChoice = rule({
  code: "disconnect-choice",
  level: "error",
  title: "disconnect has both lostAfter and stopOnClientAfter",
  refusedByNomad: true,
  *check(job) {
    for (const { group, path } of job.groups) {
      const { lostAfter, stopOnClientAfter } = group.disconnect ?? {};
      if (stopOnClientAfter !== undefined && (nanoseconds(lostAfter) ?? 0) !== 0) {
        yield {
          path: `${path}.disconnect.stopOnClientAfter`,
          message: "it excludes lostAfter; keep the one that says what shall happen",
        };
      }
    }
  },
});
