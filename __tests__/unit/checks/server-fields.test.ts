import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { checkFields, fieldFindings } from "../../../cli/checks/server-fields";
import { Stack } from "../../../cli/stack/stack";
import { encodeJob, type JobSpec } from "../../../constructs/spec";

const job: JobSpec = {
  name: "web",
  groups: [
    {
      name: "web",
      volumes: [{ name: "data", type: "host", source: "data", sticky: true }],
      services: [{ provider: "consul", name: "web", weights: { passing: 5 } }, { name: "plain" }],
      tasks: [
        {
          name: "server",
          driver: "docker",
          config: { image: "web:1.0.0" },
          secrets: [{ name: "key", provider: "nomad", path: "web/key" }],
          templates: [{ destination: "local/a", data: "a" }],
        },
      ],
    },
  ],
};
const plain: JobSpec = {
  name: "plain",
  groups: [{ name: "web", tasks: [{ name: "server", driver: "docker", config: { image: "web:1.0.0" } }] }],
};

describe("the fields that a server does not know", () => {
  const on = (versions: readonly string[], isVersionSet = false) =>
    fieldFindings(
      "nomad_job.default_web",
      job,
      versions.map((version, index) => ({ name: `n${index + 1}.global`, version })),
      isVersionSet,
    ).map(({ level, code, message }) => `${level} ${code} ${message}`);

  it("are no finding on servers that know them, nor on one that does not say its version", () => {
    expect(on(["1.11.0", "1.12.0-beta.1", ""])).toEqual([]);
  });

  it("are one finding per job with the servers that ignore some of them", () => {
    expect(on(["1.10.5", "1.11.3"])).toEqual([
      "problem field-not-in-version nomad_job.default_web: n1.global (Nomad 1.10.5) ignores groups.web.tasks.server.secrets (since Nomad 1.11.0); upgrade the server, or remove the field",
    ]);
    expect(on(["1.9.1", "1.9.0"])).toEqual([
      "problem field-not-in-version nomad_job.default_web: n1.global (Nomad 1.9.1), n2.global (Nomad 1.9.0) ignore groups.web.volumes.data.sticky (since Nomad 1.10.0), groups.web.services.web.weights (since Nomad 1.9.2), groups.web.tasks.server.secrets (since Nomad 1.11.0); upgrade the servers, or remove the fields",
    ]);
  });

  it("are not ignored if they are options of a driver, whose tasks the nodes reject", () => {
    const tasks = [{ name: "server", driver: "exec", config: { command: "/bin/web", workDir: "/srv" } }] as const;
    const [finding] = fieldFindings(
      "nomad_job.default_web",
      { name: "web", groups: [{ name: "web", tasks }] },
      [{ name: "n1.global", version: "1.9.1" }],
      false,
    );
    expect(finding?.message).toBe(
      "nomad_job.default_web: n1.global (Nomad 1.9.1) does not know groups.web.tasks.server.config.workDir (since Nomad 1.9.3); upgrade the server, or remove the field",
    );
  });

  it("are not ignored if they are values, with which the servers reject the job", () => {
    const volumes = [{ name: "data", type: "host", source: "data", accessMode: "single-node-multi-writer" }] as const;
    const [finding] = fieldFindings(
      "nomad_job.default_web",
      { name: "web", groups: [{ name: "web", volumes, tasks: [] }] },
      [{ name: "n1.global", version: "1.9.7" }],
      false,
    );
    expect(finding?.message).toBe(
      'nomad_job.default_web: n1.global (Nomad 1.9.7) does not know groups.web.volumes.data.accessMode: "single-node-multi-writer" (since Nomad 1.10.0); upgrade the server, or remove the field',
    );
  });

  it("are a warning if the settings say the version, which the synthesis has checked", () => {
    expect(on(["1.10.5"], true).map((line) => line.split(" ")[0])).toEqual(["warning"]);
  });
});

describe("the check of a program's jobs", () => {
  let server: Server;
  let requests: string[];
  let status: number;
  let members: readonly { Name: string; Tags: Record<string, string> }[];
  let nodes: readonly { Name: string; Version: string; Status: string }[];
  beforeEach(async () => {
    members = [{ Name: "n1.global", Tags: { build: "1.8.4", region: "global" } }];
    nodes = [];
    requests = [];
    status = 200;
    server = createServer(({ url = "" }, response) => {
      requests.push(url);
      response.statusCode = status;
      response.end(JSON.stringify(url === "/v1/nodes" ? nodes : { ServerRegion: "global", Members: members }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterEach(() => server.close());

  const stack = (...jobs: JobSpec[]) => stackWith({}, ...jobs);
  const stackWith = (cluster: object, ...jobs: JobSpec[]) => {
    const { port } = server.address() as AddressInfo;
    const resources = jobs.map((spec) => [
      `default_${spec.name}`,
      { json: true, jobspec: JSON.stringify(encodeJob(spec)) },
    ]);
    return Stack.parse(
      JSON.stringify({
        "//": { metadata: { cluster } },
        provider: { nomad: [{ address: `http://127.0.0.1:${port}` }] },
        resource: { nomad_job: Object.fromEntries(resources) },
      }),
      "apps",
    );
  };

  it("names the stack and the job", async () => {
    expect(await checkFields([stack(plain, job)])).toEqual([
      expect.objectContaining({
        stack: "apps",
        address: "nomad_job.default_web",
        message: expect.stringMatching(
          /^nomad_job\.default_web: n1\.global \(Nomad 1\.8\.4\) ignores .*data\.sticky \(since/,
        ),
      }),
    ]);
    expect(requests).toEqual(["/v1/agent/members"]);
  });

  it("is a problem, and a warning for a stack whose settings have nomadVersion", async () => {
    const levels = async (cluster: object) =>
      (await checkFields([stackWith(cluster, job)])).map(({ level, code }) => `${level} ${code}`);
    expect(await levels({})).toEqual(["problem field-not-in-version"]);
    expect(await levels({ nomadVersion: "1.11.0" })).toEqual(["warning field-not-in-version"]);
  });

  it("leaves out the servers of other regions, which do not get the jobs", async () => {
    members = [
      { Name: "n1.global", Tags: { build: "1.11.3", region: "global" } },
      { Name: "n1.far", Tags: { build: "1.8.4", region: "far" } },
    ];
    expect(await checkFields([stack(job)])).toEqual([]);
  });

  it("warns about a ready node that is older than the servers and rejects an option of a driver", async () => {
    const tasks = [{ name: "server", driver: "exec", config: { command: "/bin/web", workDir: "/srv" } }] as const;
    const withOption: JobSpec = { name: "web", groups: [{ name: "web", tasks }] };
    members = [{ Name: "n1.global", Tags: { build: "1.11.3", region: "global" } }];
    nodes = [
      { Name: "n1", Version: "1.11.3", Status: "ready" },
      { Name: "n2", Version: "1.9.1", Status: "ready" },
      { Name: "n3", Version: "1.8.4", Status: "down" },
    ];
    expect((await checkFields([stack(withOption)])).map(({ level, message }) => `${level} ${message}`)).toEqual([
      "warning nomad_job.default_web: n2 (Nomad 1.9.1) rejects a task with groups.web.tasks.server.config.workDir (since Nomad 1.9.3); upgrade it, or keep the job away with a constraint on $" +
        "{attr.nomad.version}",
    ]);
    nodes = [];
    members = [{ Name: "n1.global", Tags: { build: "1.9.1", region: "global" } }];
    expect((await checkFields([stack(withOption)])).map(({ level }) => level)).toEqual(["problem"]);
  });

  it("sends no request if all compared releases know the fields", async () => {
    expect(await checkFields([stack(plain)])).toEqual([]);
    expect(requests).toEqual([]);
  });

  it("finds nothing if the token may not read the versions", async () => {
    status = 403;
    expect(await checkFields([stack(job)])).toEqual([]);
  });
});
