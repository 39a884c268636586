import { AclPolicy, type ClusterSettings, ClusterStack, Job } from "../../constructs";
import { requireLab } from "../../lab";
import { nomadApi } from "../../lab/apis";
import { startLab, type TestLab } from "../../testing";
import { testLab } from "../runner/lab";

jest.setTimeout(600_000);

const job = "tested";
const service = { service: job };

/** A web server of busybox whose page is its greeting. It logs each request. */
class TestedStack extends ClusterStack {
  constructor(scope: ConstructorParameters<typeof ClusterStack>[0], settings: ClusterSettings, greeting: string) {
    super(scope, "tested", settings);
    new AclPolicy(this, "reader", {
      name: "tested-reader",
      rules: { namespaces: { default: { policy: "read" } } },
    });
    new Job(this, job, {
      name: job,
      groups: [
        {
          name: "web",
          network: { mode: "bridge", ports: [{ name: "http", to: 8080 }] },
          services: [
            {
              name: job,
              provider: "nomad",
              port: "http",
              checks: [{ type: "http", path: "/", interval: "1s", timeout: "1s" }],
            },
          ],
          update: { minHealthyTime: "1s" },
          tasks: [
            {
              name: "server",
              driver: "docker",
              config: {
                image: "busybox:1.35.0",
                command: "/bin/busybox",
                args: ["httpd", "-f", "-vv", "-p", "8080", "-h", "/local"],
                ports: ["http"],
              },
              templates: [{ data: greeting, destination: "local/index.html" }],
              resources: { cpu: 50, memory: 32 },
            },
          ],
        },
      ],
    });
  }
}

const program = (greeting: string) => (app: ConstructorParameters<typeof ClusterStack>[0], settings: ClusterSettings) =>
  new TestedStack(app, settings, greeting);

describe("tests of one's own jobs", () => {
  let lab: TestLab;

  beforeAll(async () => {
    // It stays for the other tests.
    lab = await startLab({ name: testLab, keep: true });
    await lab.deploy(program("good morning"));
  });

  afterAll(async () => {
    await nomadApi(requireLab(testLab)).request("DELETE", "/v1/job/broken?purge=true");
    await lab?.destroy();
  });

  it("has the same lab and the same states in each test file", async () => {
    const other = await startLab({ name: testLab, keep: true });
    expect(await other.plan(program("good morning"))).toBeEmptyPlan();
  });

  it("asks the service from outside the cluster, runs a command in its task, and reads its logs", async () => {
    const [{ node }] = await lab.healthy(job);
    expect(node).toBe("n1");
    expect(await lab.fetch(service)).toMatchObject({ status: 200, text: "good morning" });
    expect(await lab.fetch({ ...service, path: "/missing" })).toMatchObject({ status: 404 });
    expect(await lab.exec(job, "server", ["cat", "/local/index.html"])).toMatchObject({
      code: 0,
      stdout: "good morning",
    });
    expect(await lab.exec(job, "server", ["false"])).toMatchObject({ code: 1 });
    expect(await lab.logs(job, "server", { stream: "stderr" })).toContain("url:/missing");
  });

  it("distinguishes a changed program from a change on the cluster", async () => {
    const changed = await lab.plan(program("good evening"));
    expect(changed).not.toBeEmptyPlan();
    expect(changed).not.toHaveDrift();
    const nomad = nomadApi(requireLab(testLab));
    const registered = await nomad.get<object>(`/v1/job/${job}`);
    await nomad.request("POST", "/v1/jobs", { body: { Job: { ...registered, Priority: 60 } } });
    const drifted = await lab.plan(program("good morning"));
    expect(drifted).toHaveDrift(`default/${job}`);
    expect(drifted).not.toHaveDrift("tested-reader");
    await lab.deploy(program("good morning"));
  });

  it("tests what a policy allows", async () => {
    const reader = lab.token("tested-reader");
    expect(await reader.get("/v1/jobs")).toBeAllowed();
    expect(await reader.get("/v1/job/missing")).not.toBeForbidden();
    expect(await reader.request("DELETE", `/v1/job/${job}`)).toBeForbidden();
    expect(await reader.get("/v1/nodes")).toBeForbidden();
    await expect(lab.token("missing").get("/v1/jobs")).rejects.toThrow('Nomad has no policy "missing"');
  });

  it("drains, disconnects, and stops a node, and notices that the service does not answer", async () => {
    const noAnswer = /service "tested" does not answer/;
    await lab.drain(1);
    await expect(lab.healthy(job, { timeout: 500 })).rejects.toThrow(/is healthy: not within 0.5 s; last error: \S/);
    await lab.undrain(1);
    await lab.healthy(job);

    await lab.node(1).partition();
    await expect(lab.fetch(service, { timeout: 500 })).rejects.toThrow(noAnswer);
    await lab.node(1).heal();
    await lab.fetch(service, { within: 120_000 });

    await lab.node(1).stop();
    expect(await lab.node(1).isOn()).toBe(false);
    await expect(lab.fetch(service, { timeout: 500 })).rejects.toThrow(noAnswer);
    // Another test file finds the lab whole.
    const next = await startLab({ name: testLab, keep: true });
    await next.healthy(job);
    // Nomad restarts the task after a delay of its own, and the machine may be busy.
    expect((await next.fetch(service, { within: 120_000 })).text).toBe("good morning");
  });

  it("shows the error of a deployment that fails", async () => {
    await expect(
      lab.deploy((app, settings) => {
        const stack = new ClusterStack(app, "broken", settings);
        new Job(stack, "broken", {
          name: "broken",
          groups: [
            { name: "main", tasks: [{ name: "main", driver: "docker", config: { image: "cdknomad/none:1.0.0" } }] },
          ],
        });
      }),
    ).rejects.toThrow(/Failed to pull `cdknomad\/none:1\.0\.0`.*\(deploy-failed\)/s);
  });
});
