import type { Step } from "../steps";
import type { AllocationStub } from "./job-news";

/** The steps of an allocation, each with the event of its tasks that ends it. */
const STEPS: readonly (readonly [name: string, event: string])[] = [
  ["until the node has it", "Received"],
  ["end of the previous allocation and network", "Task Setup"],
  ["identity and templates", "Driver"],
  ["image and start", "Started"],
];

/**
 * Returns how long each step took from the registration of a job to a running allocation. An allocation that was updated in place
 * did not start again.
 *
 * @param registeredAt when the registration was answered, in milliseconds since 1970
 * @param now when the allocation was seen running
 */
export function stepsOfStart(
  { CreateTime, TaskStates }: AllocationStub,
  registeredAt: number,
  now: number,
): readonly Step[] {
  const events = Object.values(TaskStates ?? {}).flatMap(({ Events }) => Events ?? []);
  const steps: Step[] = [];
  let last = registeredAt;
  const until = (name: string, end: number) => {
    steps.push([name, Math.max(0, end - last)]);
    last = Math.max(last, end);
  };
  until("placement", CreateTime / 1e6);
  for (const [name, event] of STEPS) {
    const times = events.filter(({ Type }) => Type === event).map(({ Time }) => Time / 1e6);
    if (times.length > 0) {
      until(name, Math.max(...times));
    }
  }
  until("report", now);
  return steps;
}
