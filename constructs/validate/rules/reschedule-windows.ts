import { formatDuration } from "../../spec";
import { nanoseconds, SECOND } from "../duration";
import { isKnownNumber } from "../known";
import { rescheduleOf } from "../layered";
import { rule } from "../rule";

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
  messages: {
    unlimitedAttempts: ({ attempts }: { readonly attempts: unknown }) =>
      `${attempts} attempts and unlimited exclude each other; set unlimited to false, or leave attempts out`,
    delayTooShort: ({ delay }: { readonly delay: number }) => `got ${formatDuration(delay)}, at least 5s are allowed`,
    maxDelayTooShort: ({ most, delay }: { readonly most: number; readonly delay: number }) =>
      `got ${formatDuration(most)}, below the delay of ${formatDuration(delay)}; use more, or delayFunction "constant"`,
    intervalTooShort: ({ interval }: { readonly interval: number }) =>
      `got ${formatDuration(interval)}, at least 15s are allowed if attempts are limited`,
    tooManyAttempts: ({
      possible,
      attempts,
      interval,
      needed,
    }: {
      readonly possible: number;
      readonly attempts: unknown;
      readonly interval: number;
      readonly needed: number;
    }) =>
      `only ${possible} of ${attempts} attempts fit into ${formatDuration(interval)}; use more than ${formatDuration(needed)}, or fewer attempts`,
  },
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
          problem: "unlimitedAttempts",
          attempts,
        };
      }
      if (delay !== undefined && delay < LEAST_DELAY) {
        yield { path: policy.path("delay"), problem: "delayTooShort", delay };
        continue;
      }
      if (growth !== "constant" && most !== undefined && delay !== undefined && most < Math.max(delay, LEAST_DELAY)) {
        yield {
          path: policy.path("maxDelay"),
          problem: "maxDelayTooShort",
          most,
          delay,
        };
        continue;
      }
      if (unlimited === true || interval === undefined) {
        continue;
      }
      if (interval < LEAST_INTERVAL) {
        yield {
          path: policy.path("interval"),
          problem: "intervalTooShort",
          interval,
        };
        continue;
      }
      if (delay !== undefined && (most !== undefined || growth === "constant")) {
        const [possible, needed] = fitting(attempts, interval, delay, most ?? 0, growth);
        if (possible < attempts) {
          yield {
            path: policy.path("interval"),
            problem: "tooManyAttempts",
            possible,
            attempts,
            interval,
            needed,
          };
        }
      }
    }
  },
});
