import type { FoundOf } from "../issue";
import { formatDuration } from "../spec";
import { nanoseconds } from "./duration";
import { isKnownNumber } from "./known";
import type { Layered } from "./layered";

export const tooManyAttemptsMessages = {
  tooManyAttempts: ({
    attempts,
    delay,
    interval,
  }: {
    readonly attempts: number;
    readonly delay: number;
    readonly interval: number;
  }) =>
    `${attempts} restarts with a delay of ${formatDuration(delay)} take ${formatDuration(attempts * delay)}, the interval is ${formatDuration(interval)}; use a longer interval or fewer attempts`,
};

export function* tooManyAttempts(policy: Layered): Iterable<FoundOf<typeof tooManyAttemptsMessages>> {
  const [attempts, delay, interval] = [
    policy.get("attempts"),
    nanoseconds(policy.get("delay")),
    nanoseconds(policy.get("interval")),
  ];
  if (isKnownNumber(attempts) && delay !== undefined && interval !== undefined && attempts * delay > interval) {
    yield {
      path: policy.path("attempts"),
      problem: "tooManyAttempts",
      attempts,
      delay,
      interval,
    };
  }
}
