import { ClusterStack, Job, type Task } from "../../constructs";
import { type Lab, requireLab } from "../../lab";
import type { DriverStatus } from "../../lab/drivers";
import { labStatus } from "../../lab/status";
import { startLab, type TestLab } from "../../testing";
import { testLab } from "../runner/lab";
import { Project } from "./project";

jest.setTimeout(600_000);

/** Drivers that need no program of this machine, so that every lab has them. */
const ALWAYS = ["docker", "podman", "raw_exec"];

/** Prints user, number of hard links of a program, and the folders of the root; then runs until it is stopped. */
const SCRIPT = "echo user $(id -u), links $(stat -L -c %h /bin/sleep), folders $(ls /); exec sleep 86400";
const shell = { command: "/bin/sh", args: ["-c", SCRIPT] };
const image = "busybox:1.35.0";

/** Returns the task of a driver. */
function taskOf(driver: string): Task {
  const rest = { name: "main", resources: { cpu: 50, memory: 64 } } as const;
  switch (driver) {
    case "docker":
      return { ...rest, driver, config: { image, ...shell } };
    case "podman":
      return { ...rest, driver, config: { image: `docker.io/library/${image}`, ...shell } };
    default:
      return { ...rest, driver: "raw_exec", config: shell };
  }
}

describe("the task drivers of a lab", () => {
  let lab: TestLab;
  let own: Lab;
  let drivers: readonly DriverStatus[];

  beforeAll(async () => {
    lab = await startLab({ name: testLab, keep: true });
    own = requireLab(testLab);
    drivers = (await labStatus(own)).find(({ name }) => name === "n1")?.drivers ?? [];
    await lab.deploy((app, settings) => {
      const stack = new ClusterStack(app, "drivers", settings);
      for (const name of ALWAYS) {
        new Job(stack, name, {
          name: `driver-${name}`,
          groups: [{ name: "main", update: { minHealthyTime: "1s" }, tasks: [taskOf(name)] }],
        });
      }
    });
  });
  afterAll(() => lab?.destroy());

  /** Returns what the job of a driver printed. */
  const outputOf = async (driver: string) => {
    await lab.healthy(`driver-${driver}`);
    return lab.logs(`driver-${driver}`, "main");
  };

  it("are docker, podman, and raw_exec", () => {
    const found = Object.fromEntries(drivers.map(({ name, problem }) => [name, problem ?? "works"]));
    expect(found).toMatchObject(Object.fromEntries(ALWAYS.map((name) => [name, "works"])));
  });

  it("are not exec and java, which need a Nomad with cgo, and the tests' Nomad has none", () => {
    const found = Object.fromEntries(drivers.map(({ name, problem }) => [name, problem]));
    expect(found.exec).toContain("was built without cgo; give one that was built with cgo");
    expect(found.java).toMatch(/was built without cgo|this machine has no working java/);
  });

  it("are in the status of the lab, with the reason for each that does not work", async () => {
    const project = new Project("main.ts", {});
    try {
      const { output } = await project.cdknomad("lab", "status", "--name", testLab);
      const names = drivers.filter(({ problem }) => problem === undefined).map(({ name }) => name);
      expect(output).toContain(`n1    ${names.join(", ")}`);
      for (const { name, problem } of drivers.filter(({ problem }) => problem !== undefined)) {
        expect(output).toContain(`no driver ${name} on n1: ${problem}`);
      }
    } finally {
      project.remove();
    }
  });

  it.each(["docker", "podman"])("run a job of %s", async (driver) => {
    // Podman puts time and stream in front of each line.
    expect(await outputOf(driver)).toMatch(/^(\S+ stdout F )?user 0, links \d+, folders /);
  });

  it("run a job of raw_exec on the node itself", async () => {
    expect(await outputOf("raw_exec")).toMatch(/^user 0, links \d+, folders .*\broot\b/);
  });
});
