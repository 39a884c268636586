import { type Lab, labUp } from "../../../lab";
import { testLab } from "../../runner/lab";
import { nomad, running, until } from "../dns/cluster";
import { Project } from "../project";

jest.setTimeout(900_000);

/** The examples of volumes: their stack, their job, and what Nomad calls a volume of that kind. */
const examples = [
  { stack: "host-volume", job: "notes", type: "host", volume: "notes" },
  { stack: "csi-volume", job: "diary", type: "csi", volume: "diary" },
];

describe("the examples of volumes, on one node", () => {
  let lab: Lab;
  let project: Project;
  const environment: NodeJS.ProcessEnv = { CDKNOMAD_LAB: testLab, NOMAD_TOKEN: undefined, NOMAD_ADDR: undefined };

  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    project = new Project("__tests__/lab/examples/volumes-program.ts", environment);
  });

  afterAll(async () => {
    await project?.cdktf("destroy", "*", "--auto-approve");
    project?.remove();
  });

  /** The id of the only allocation of a job that runs. */
  async function allocation(job: string): Promise<string> {
    const all = (await running(lab, "default", job)) as { ID: string }[];
    const [found] = all;
    if (!found || all.length > 1) {
      throw new Error(`${job} has ${all.length} allocations that run`);
    }
    return found.ID;
  }

  /** The lines that a container of the job reads from its volume, when there are so many. */
  function lines(id: string, count: number): Promise<string[]> {
    return until(`${count} lines`, async () => {
      // A task that restarts has no container to run this in.
      const { stdout } = await lab.exec("n1", ["nomad", "alloc", "exec", id, "busybox", "cat", "/data/index.html"]);
      const found = stdout.trim().split("\n");
      return found.length >= count ? found : undefined;
    });
  }

  describe.each(examples)("$stack", ({ stack, job, type, volume }) => {
    const written: string[] = [];

    it("is deployed by one command, and the container has written to the volume", async () => {
      environment.EXAMPLE_RELEASE = "first";
      const { code, output } = await project.cdktf("deploy", stack, "--auto-approve");
      expect({ code, error: code === 0 ? "" : output }).toEqual({ code: 0, error: "" });
      const id = await allocation(job);
      written.push(`first ${id}`);
      expect(await lines(id, 1)).toEqual(written);
    });

    it("has nothing to change in a second plan", async () => {
      const { code, output } = await project.plan(stack);
      expect(output).toContain("No changes. Your infrastructure matches the configuration.");
      expect(code).toBe(0);
    });

    it("keeps what was written when the task restarts", async () => {
      const id = await allocation(job);
      const restarted = await lab.exec("n1", ["nomad", "alloc", "restart", id]);
      expect(restarted).toMatchObject({ code: 0 });
      written.push(`first ${id}`);
      expect(await lines(id, 2)).toEqual(written);
    });

    it("keeps what was written when the job is deployed again", async () => {
      environment.EXAMPLE_RELEASE = "second";
      const { code, output } = await project.cdktf("deploy", stack, "--auto-approve");
      expect({ code, error: code === 0 ? "" : output }).toEqual({ code: 0, error: "" });
      expect(output).toContain("Resources: 0 added, 1 changed, 0 destroyed.");
      const id = await allocation(job);
      written.push(`second ${id}`);
      expect(await lines(id, 3)).toEqual(written);
    });

    it("is taken away with its volume, and leaves nothing", async () => {
      const { code } = await project.cdktf("destroy", stack, "--auto-approve");
      expect(code).toBe(0);
      const left = await nomad<{ Name: string }[]>(lab, "GET", `/v1/volumes?type=${type}`);
      expect(left.map(({ Name }) => Name)).not.toContain(volume);
    });
  });
});
