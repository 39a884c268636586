import { SchedulerStack } from "../../../examples/scheduler/stack";
import { type Lab, requireLab } from "../../../lab";
import { startLab, type TestLab } from "../../../testing";
import { testLab } from "../../runner/lab";
import { type Allocation, nomad } from "../dns/cluster";

jest.setTimeout(900_000);

const name = `${testLab}-scheduler`;

describe("the example of the scheduler's algorithm, on three nodes", () => {
  let test: TestLab;
  let lab: Lab;

  /** The nodes of the three jobs. */
  async function nodes(): Promise<Set<string>> {
    const all = await nomad<Allocation[]>(lab, "GET", "/v1/allocations");
    const wanted = all.filter(({ DesiredStatus }) => DesiredStatus === "run");
    expect(wanted).toHaveLength(3);
    return new Set(wanted.map(({ NodeName }) => NodeName));
  }

  async function algorithm(): Promise<string> {
    const answer = await nomad<{ SchedulerConfig: { SchedulerAlgorithm: string } }>(
      lab,
      "GET",
      "/v1/operator/scheduler/configuration",
    );
    return answer.SchedulerConfig.SchedulerAlgorithm;
  }

  beforeAll(async () => {
    test = await startLab({ name, nodes: 3 });
    lab = requireLab(name);
  });

  afterAll(() => test?.down());

  it.each([
    ["binpack", 1],
    ["spread", 3],
  ] as const)("with %s the three jobs are on %i of the nodes", async (wanted, count) => {
    await test.deploy((app, settings) => new SchedulerStack(app, "scheduler", settings, { algorithm: wanted }));
    expect(await algorithm()).toBe(wanted);
    expect((await nodes()).size).toBe(count);

    expect(await test.plan()).toBeEmptyPlan();

    await test.destroy();
    expect(await algorithm()).toBe("binpack");
  });
});
