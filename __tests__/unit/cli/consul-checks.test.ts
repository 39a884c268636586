import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ConsulChecks } from "../../../cli/consul-checks";
import type { ProgressEvent } from "../../../cli/progress";
import { StackJob } from "../../../cli/stack/job";
import { ConsulClient } from "../../../clients";

const job = {
  ID: "web",
  Namespace: "lab",
  TaskGroups: [
    {
      Services: [{ Name: "web", Checks: [{ Type: "http" }] }, { Name: "silent" }],
      Tasks: [{ Services: [{ Name: "in-nomad", Provider: "nomad", Checks: [{ Type: "tcp" }] }] }],
    },
  ],
};
const deployment = { resource: "lab/web", event: "deployment", message: "Deployment is running", deployment: {} };

describe("checks in Consul", () => {
  const requested: string[] = [];
  let check = { Node: "n1", CheckID: "c", Name: "alive", Status: "critical", Output: "" };
  const server = createServer(({ url }, response) => {
    requested.push(url ?? "");
    response.end(JSON.stringify([check]));
  });
  const events: ProgressEvent[] = [];
  const checks = new ConsulChecks((event) => events.push(event));

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const values = { jobspec: JSON.stringify(job), json: true };
    checks.add(
      [new StackJob({ address: "nomad_job.lab_web", type: "nomad_job", name: "lab_web", values })],
      new ConsulClient({ address }),
    );
  });

  afterAll(() => {
    checks.stop();
    server.close();
    server.closeAllConnections();
  });

  it("are not read before a deployment of the job runs", async () => {
    await checks.read();
    expect(requested).toEqual([]);
  });

  it("that fail twice are reported with their output, and one that has not run yet is not", async () => {
    checks.receive(deployment);
    await checks.read();
    await checks.read();
    expect(requested).toEqual(["/v1/health/checks/web", "/v1/health/checks/web"]);
    expect(events).toEqual([]);
    check = { ...check, Output: "HTTP GET http://10.0.0.1:80/: 503 Service Unavailable\n" };
    await checks.read();
    expect(events).toEqual([]);
    await checks.read();
    const message =
      'check "alive" of service web on node n1 fails: HTTP GET http://10.0.0.1:80/: 503 Service Unavailable';
    expect(events).toEqual([{ resource: "lab/web", event: "cause", message }]);
  });

  it("are not read after the wait", async () => {
    checks.receive({ resource: "lab/web", event: "done", message: "runs as specified" });
    requested.length = 0;
    await checks.read();
    expect(requested).toEqual([]);
  });
});
