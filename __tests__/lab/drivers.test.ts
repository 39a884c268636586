import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ClusterStack, Job, type Task } from "../../constructs";
import { type Lab, requireLab } from "../../lab";
import type { DriverStatus } from "../../lab/drivers";
import { labStatus } from "../../lab/status";
import { startLab, type TestLab } from "../../testing";
import { findProgram } from "../../tools/find-program";
import { testLab } from "../runner/lab";
import { Project } from "./project";

jest.setTimeout(600_000);

/** Drivers that need no program of this machine, so that every lab has them. */
const ALWAYS = ["docker", "podman", "raw_exec"];

/** Why the drivers exec and java have no task here: a Nomad with them is built only with a C compiler. */
const withoutCompiler = findProgram("cc") || findProgram("gcc") ? undefined : "this machine has no C compiler";
const withoutJava = findProgram("javac") ? withoutCompiler : "this machine has no javac";

/** A test that is skipped by name and reason if it cannot run. */
const unless = (reason: string | undefined, name: string, test: () => Promise<void>) =>
  reason === undefined ? it(name, test) : it.skip(`${name} (${reason})`, test);

/** Prints user, number of hard links of a program, and the folders of the root; then runs until it is stopped. */
const SCRIPT = "echo user $(id -u), links $(stat -L -c %h /bin/sleep), folders $(ls /); exec sleep 86400";
const shell = { command: "/bin/sh", args: ["-c", SCRIPT] };
const image = "busybox:1.35.0";

const JAVA = `public class Hello {
  public static void main(String[] words) throws Exception {
    System.out.println("java with " + words[0] + " as " + System.getProperty("user.name"));
    Thread.sleep(86400000);
  }
}
`;

/** Returns the task that runs a program in Java: a class that is compiled here. */
function javaTask(): Task {
  const folder = mkdtempSync(path.join(tmpdir(), "java-"));
  try {
    writeFileSync(path.join(folder, "Hello.java"), JAVA);
    execFileSync("javac", ["-d", folder, path.join(folder, "Hello.java")]);
    const compiled = readFileSync(path.join(folder, "Hello.class")).toString("base64");
    return {
      name: "main",
      driver: "java",
      config: { class: "Hello", classPath: "/local", args: ["words"], jvmOptions: ["-Xmx32m"] },
      templates: [{ data: `{{ base64Decode "${compiled}" }}`, destination: "local/Hello.class" }],
      resources: { cpu: 50, memory: 256 },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Returns the task of a driver. */
function taskOf(driver: string): Task {
  const rest = { name: "main", resources: { cpu: 50, memory: 64 } } as const;
  switch (driver) {
    case "docker":
      return { ...rest, driver, config: { image, ...shell } };
    case "podman":
      return { ...rest, driver, config: { image: `docker.io/library/${image}`, ...shell } };
    case "java":
      return javaTask();
    default:
      return { ...rest, driver: driver === "exec" ? "exec" : "raw_exec", config: shell };
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
    const used = drivers.filter(
      ({ name, problem }) => problem === undefined && (name !== "java" || withoutJava === undefined),
    );
    await lab.deploy((app, settings) => {
      const stack = new ClusterStack(app, "drivers", settings);
      new Job(stack, "mapped", {
        name: "driver-mapped",
        groups: [
          {
            name: "main",
            network: { ports: [{ name: "http", to: 80 }] },
            services: [
              {
                name: "mapped",
                port: "http",
                provider: "nomad",
                checks: [{ type: "http", path: "/", interval: "1s", timeout: "1s" }],
              },
            ],
            update: { minHealthyTime: "1s" },
            tasks: [
              { ...taskOf("docker"), driver: "docker", config: { image: "corentinth/it-tools", ports: ["http"] } },
            ],
          },
        ],
      });
      for (const { name } of used) {
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

  it("are docker, podman, and raw_exec, and those that this machine has the programs for", () => {
    const found = Object.fromEntries(drivers.map(({ name, problem }) => [name, problem ?? "works"]));
    expect(found).toMatchObject(Object.fromEntries(ALWAYS.map((name) => [name, "works"])));
    expect(found.exec).toMatch(withoutCompiler ? /^Nomad was built without cgo; it needs a C compiler/ : /^works$/);
    const isWhole = findProgram("java") && !withoutCompiler;
    expect(found.java).toMatch(isWhole ? /^works$/ : /^this machine has no working java|was built without cgo/);
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

  it("let docker map a port of a group without a bridge network, as most public job files expect", async () => {
    await lab.healthy("driver-mapped");
  });

  it("run a job of raw_exec on the node itself", async () => {
    expect(await outputOf("raw_exec")).toMatch(/^user 0, links \d+, folders .*\broot\b/);
  });

  unless(withoutCompiler, "run a job of exec as nobody, in a small system of copies", async () => {
    const output = await outputOf("exec");
    expect(output).toMatch(/^user 65534, links 1, folders .*\bbin\b/);
    expect(output).not.toMatch(/\b(home|root)\b/);
    expect(await lab.exec("driver-exec", "main", ["/bin/hostname"])).toMatchObject({ code: 0, stdout: "n1\n" });
  });

  unless(withoutJava, "run a job of java as nobody", async () => {
    expect(await outputOf("java")).toBe("java with words as nobody");
  });
});
