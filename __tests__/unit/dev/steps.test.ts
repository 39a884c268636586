import type { AllocationStub } from "../../../cli/dev/jobs/job-news";
import { stepsOfStart } from "../../../cli/dev/jobs/steps-of-start";
import { describeSteps, type Step, timed } from "../../../cli/dev/steps";

const event = (Type: string, at: number) => ({ Type, Time: at * 1e6, DisplayMessage: "" });

/** An allocation that was created 100 ms after the registration at 1,000. */
const allocation = (Events: readonly ReturnType<typeof event>[]) =>
  ({
    CreateTime: 1_100 * 1e6,
    TaskStates: { web: { State: "running", Failed: false, Events } },
  }) as unknown as AllocationStub;

describe("the steps of a start", () => {
  it("add up to the time from the registration to the running task", () => {
    const events = [
      event("Received", 1_150),
      event("Task Setup", 1_650),
      event("Driver", 1_700),
      event("Started", 2_900),
    ];
    const steps = stepsOfStart(allocation(events), 1_000, 3_000);
    expect(describeSteps(steps)).toBe(
      "placement 0.10 s, until the node has it 0.05 s, end of the previous allocation and network 0.50 s, " +
        "identity and templates 0.05 s, image and start 1.20 s, report 0.10 s",
    );
    expect(steps.reduce((sum, [, milliseconds]) => sum + milliseconds, 0)).toBe(2_000);
  });

  it("are fewer for a driver without events, and never negative", () => {
    const steps = stepsOfStart(allocation([event("Received", 900), event("Started", 1_200)]), 1_000, 1_250);
    expect(describeSteps(steps)).toBe(
      "placement 0.10 s, until the node has it 0.00 s, image and start 0.10 s, report 0.05 s",
    );
  });

  it("are measured also if they fail", async () => {
    const steps: Step[] = [];
    await expect(timed(steps, "program", () => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
    expect(steps).toEqual([["program", expect.any(Number)]]);
  });
});
