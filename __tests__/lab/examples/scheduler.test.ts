import { type Lab, labDown, labUp } from "../../../lab";
import { testLab } from "../../runner/lab";
import { type Allocation, nomad } from "../dns/cluster";
import { Project } from "../project";

jest.setTimeout(900_000);

const name = `${testLab}-scheduler`;

describe("the example of the scheduler's algorithm, on three nodes", () => {
  let lab: Lab;
  let project: Project;
  const environment: NodeJS.ProcessEnv = { CDKNOMAD_LAB: name, NOMAD_TOKEN: undefined, NOMAD_ADDR: undefined };

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
    lab = await labUp({ name, nodes: 3 });
    project = new Project("__tests__/lab/examples/scheduler-program.ts", environment);
  });

  afterAll(async () => {
    await labDown(name);
    project?.remove();
  });

  it.each([
    ["binpack", 1],
    ["spread", 3],
  ])("with %s the three jobs are on %i of the nodes", async (wanted, count) => {
    environment.EXAMPLE_ALGORITHM = wanted;
    expect(await project.cdktf("deploy", "scheduler", "--auto-approve")).toMatchObject({ code: 0 });
    expect(await algorithm()).toBe(wanted);
    expect((await nodes()).size).toBe(count);

    const { output } = await project.plan("scheduler");
    expect(output).toContain("No changes. Your infrastructure matches the configuration.");

    expect(await project.cdktf("destroy", "scheduler", "--auto-approve")).toMatchObject({ code: 0 });
    expect(await algorithm()).toBe("binpack");
  });
});
