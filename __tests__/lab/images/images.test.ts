import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { JobProps } from "../../../constructs";
import { encodeJob } from "../../../constructs/spec";
import { type Lab, labDown, labUp, labVariables } from "../../../lab";
import { labPaths } from "../../../lab/paths";
import { silent } from "../../../tools/progress";
import { run } from "../../../tools/run";
import { ensureTool } from "../../../tools/tool";
import { testLab } from "../../runner/lab";
import { nomad, running, until } from "../dns/cluster";
import { Typed } from "../plan/typed";
import { Project } from "../project";
import { HostDocker } from "./docker";
import { Upstream } from "./upstream";

jest.setTimeout(600_000);

const name = `${testLab}-images`;
const registry = "registry.example.com";
const repository = "team/web";
const store = mkdtempSync(path.join(tmpdir(), "cdknomad-images-"));

/** Builds an image that only the upstream registry has: busybox, and a file without which its layer would be known. */
async function ownImage(lab: Lab): Promise<string> {
  const folder = path.join(store, "own");
  mkdirSync(folder);
  expect(await lab.exec("n1", ["cp", "/usr/bin/busybox", "/run/node/busybox"])).toMatchObject({ code: 0 });
  writeFileSync(path.join(folder, "marker"), "only upstream has this\n");
  const files = [
    { from: path.join(labPaths(name).hostDir("n1"), "busybox"), to: "/bin/busybox" },
    { from: path.join(folder, "marker"), to: "/marker" },
  ];
  writeFileSync(path.join(folder, "specs.json"), JSON.stringify([{ ref: `${repository}:3`, files }]));
  const program = await ensureTool("images", silent);
  const layout = path.join(folder, "layout");
  const { code, stderr } = await run([program, "build", layout, path.join(folder, "specs.json")]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return layout;
}

describe("the images of a lab", () => {
  let lab: Lab;
  let upstream: Upstream;
  let project: Project;
  let digest: string;

  beforeAll(async () => {
    upstream = await Upstream.start();
    process.env.CDKNOMAD_LAB_IMAGES = store;
    const registries = { [registry]: upstream.address };
    lab = await labUp({ name, images: { offline: false, registries } });
    digest = upstream.offer(await ownImage(lab), repository, "3");
    project = new Project("__tests__/lab/images/program.ts", { CDKNOMAD_LAB: name });
  });

  afterAll(async () => {
    project?.remove();
    await labDown(name);
    rmSync(store, { recursive: true });
    delete process.env.CDKNOMAD_LAB_IMAGES;
    await upstream?.stop();
  });

  /** Registers a job that sleeps. */
  async function start(
    id: string,
    driver: "docker" | "podman",
    image: string,
    command: readonly [string, ...string[]] = ["busybox", "sleep"],
    auth?: { readonly username: string; readonly password: string },
  ): Promise<void> {
    const job: JobProps = {
      name: id,
      groups: [
        {
          name: "web",
          restart: { attempts: 0, mode: "fail" },
          reschedule: { attempts: 0, unlimited: false },
          tasks: [
            {
              name: "main",
              driver,
              config: { image, command: command[0], args: [...command.slice(1), "600"], ...(auth && { auth }) },
              resources: { cpu: 50, memory: 32 },
            } as never,
          ],
        },
      ],
    };
    await nomad(lab, "POST", "/v1/jobs", { Job: encodeJob({ ...job, namespace: "default" } as never) });
  }

  /** Returns the event of a task that contains a text. */
  const failureOf = (id: string, words: string) =>
    until(`the failure of ${id}`, async () => {
      const allocations = await nomad<
        { TaskStates: Record<string, { Events: { DisplayMessage: string }[] }> | null }[]
      >(lab, "GET", `/v1/job/${id}/allocations`);
      return allocations
        .flatMap(({ TaskStates }) => TaskStates?.main?.Events ?? [])
        .map(({ DisplayMessage }) => DisplayMessage)
        .find((text) => text.includes(words));
    });

  const runs = (id: string) =>
    until(`${id} running`, async () => ((await running(lab, "default", id)).length === 1 ? true : undefined));

  it.each(["docker", "podman"] as const)(
    "are pulled from any registry that this machine reaches, by %s",
    async (driver) => {
      await start(`${driver}-tag`, driver, `${registry}/${repository}:3`);
      await start(`${driver}-digest`, driver, `${registry}/${repository}@${digest}`);
      await runs(`${driver}-tag`);
      await runs(`${driver}-digest`);
    },
  );

  it("are downloaded once", () => {
    const blobs = upstream.requests.filter((url) => url.includes("/blobs/"));
    expect(blobs.length).toBeGreaterThan(0);
    expect(blobs).toHaveLength(new Set(blobs).size);
  });

  it.each(["docker", "podman"] as const)("are missed with the registry's own words, by %s", async (driver) => {
    await start(`${driver}-none`, driver, `${registry}/${repository}:none`);
    const message = await failureOf(`${driver}-none`, `${registry} has no ${registry}/${repository}:none`);
    expect(message).toBeDefined();
  });

  it.each(["docker-archive", "oci-archive"])("are given to the lab as a file of podman save, %s", async (format) => {
    const file = path.join(labPaths(name).hostDir("n1"), `${format}.tar`);
    const image = `${registry}/${repository}:3`;
    const saved = await lab.exec("n1", [
      "podman",
      "save",
      "--format",
      format,
      "--output",
      `/run/node/${format}.tar`,
      image,
    ]);
    expect(saved).toMatchObject({ code: 0 });
    const as = `loaded.example.com/team/${format}:1`;
    expect(await project.cdknomad("lab", "image", "load", file, "--as", as)).toMatchObject({ code: 0 });
    await start(format, "docker", as);
    await runs(format);
  });

  it("are pushed to the address of the lab, and pulled by the same name with both drivers", async () => {
    const image = `${lab.registryAddr}/team/pushed:1`;
    const { argv, env } = await lab.commandOn("n1", [
      "podman",
      "push",
      "--tls-verify=false",
      `${registry}/${repository}:3`,
      image,
    ]);
    const [program, ...args] = argv.filter((option) => option !== "--net"); // in the network of this machine
    expect(await run([program as string, ...args], { env })).toMatchObject({ code: 0 });
    for (const driver of ["docker", "podman"] as const) {
      await start(`${driver}-pushed`, driver, image);
    }
    await start("podman-localhost", "podman", "localhost/team/pushed:1");
    await runs("docker-pushed");
    await runs("podman-pushed");
    await runs("podman-localhost");
    const { output } = await project.cdknomad("lab", "status");
    expect(output).toContain(`registry ${lab.registryAddr}\n`);
  });

  it("are pushed by docker, too", async () => {
    const image = `${lab.registryAddr}/team/from-docker:1`;
    const docker = await HostDocker.start(lab);
    try {
      expect(await docker.run("load", "--input=/run/node/docker-archive.tar")).toMatchObject({ code: 0 });
      expect(await docker.run("tag", `${registry}/${repository}:3`, image)).toMatchObject({ code: 0 });
      const pushed = await docker.run("push", image);
      expect(pushed).toMatchObject({ code: 0, stdout: expect.stringContaining("1: digest: sha256:") });
      // What is there already is not sent again.
      expect((await docker.run("push", image)).stdout).toContain("Layer already exists");
    } finally {
      await docker.stop();
    }
    await start("from-docker", "docker", image);
    await runs("from-docker");
  });

  it.each(["docker", "podman"] as const)("are pulled with the login of the task, by %s", async (driver) => {
    upstream.private = { repository: "private/", login: "ann:swordfish" };
    const image = `${registry}/private/${driver}`;
    upstream.offer(path.join(store, "own", "layout"), `private/${driver}`, "1");
    await start(`${driver}-login`, driver, `${image}:1`, undefined, { username: "ann", password: "swordfish" });
    await runs(`${driver}-login`);
    upstream.private = undefined;
    const log = readFileSync(path.join(labPaths(name).logDir, "registry.log"), "utf8");
    expect(log).toContain(`${image}:1`);
    expect(log).not.toContain("swordfish");
  });

  it("are listed with where they come from", async () => {
    const { output } = await project.cdknomad("lab", "image", "list", "--json");
    const images = JSON.parse(output) as { name: string; source: string }[];
    expect(images).toContainEqual(expect.objectContaining({ name: `${registry}/${repository}:3`, source: "pulled" }));
    expect(images.filter(({ source }) => source === "loaded")).toHaveLength(2);
  });

  it("have the commands of busybox, also in its stand-in", async () => {
    await start("stand-in", "docker", "busybox:1.35.0", ["sleep"]);
    await runs("stand-in");
  });

  it("let a deployment end healthy, and one that needs another end within 15 s if their registry is down", async () => {
    const up = await project.cdknomad("up", "--name", name);
    expect(up.output).toContain("default/web  runs as specified");
    expect(up.code).toBe(0);
    await upstream.stop();
    const other = new Typed(
      project.folder,
      { ...labVariables(lab), CDKNOMAD_TEST_TAG: "4", CDKNOMAD_SKIP_DOCTOR: "1" },
      [...["cdknomad", "up", "--name", name]],
    );
    await other.says("nomad accepted the job");
    const began = Date.now();
    const { code, output } = await other.ended;
    const took = Date.now() - began;
    console.info(`the deployment ended ${took} ms after the registration:\n${output}`);
    expect(output).toMatch(/task main of group front on node \S+: Failed to pull `registry.example.com\/team\/web:4`/);
    expect(output).toContain("registry.example.com cannot be reached from this machine");
    expect(code).toBe(1);
    expect(took).toBeLessThan(15_000);
  });

  it("are refused if they are none, with nothing kept", async () => {
    const { code, output } = await project.cdknomad("lab", "image", "load", path.join(project.folder, "cdktf.json"));
    expect(output).toContain("cdktf.json: is not a complete tar archive");
    expect(output).toContain("(image-source)");
    expect(code).toBe(1);
  });
});
