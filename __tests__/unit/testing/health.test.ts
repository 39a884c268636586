import { type Allocation, healthyAllocations, type JobFacts } from "../../../testing/health";

const allocation = (ID: string, NodeName: string, other: Partial<Allocation> = {}): Allocation => ({
  ID,
  NodeName,
  TaskGroup: "web",
  JobVersion: 3,
  ClientStatus: "running",
  DesiredStatus: "run",
  CreateIndex: 1,
  TaskStates: { server: { Events: [{ DisplayMessage: "Task started by client" }] } },
  ...other,
});

const facts = (allocations: Allocation[], other: Partial<JobFacts> = {}): JobFacts => ({
  job: { Type: "service", Version: 3, TaskGroups: [{ Name: "web", Count: 2 }] },
  allocations,
  reachable: new Set(["n1", "n2"]),
  checks: new Map(),
  ...other,
});

const [first, second] = [allocation("11111111-1", "n1"), allocation("22222222-2", "n2")];

it("returns the allocations of a healthy job", () => {
  expect(healthyAllocations(facts([first, second]))).toEqual([
    { id: "11111111-1", group: "web", node: "n1" },
    { id: "22222222-2", group: "web", node: "n2" },
  ]);
});

it.each<[string, JobFacts, string]>([
  ["too few allocations", facts([first]), "web: 1 of 2 healthy"],
  [
    "an allocation on a stopped node, which Nomad may not have noticed",
    facts([first, second], { reachable: new Set(["n1"]) }),
    "web: 1 of 2 healthy; 22222222 on n2: the node is stopped or disconnected",
  ],
  [
    "a failed check",
    facts([first, second], { checks: new Map([["22222222-2", ["check alive: status 503"]]]) }),
    "22222222 on n2 is running; server: Task started by client; check alive: status 503",
  ],
  [
    "a pending task, with its last event",
    facts([
      first,
      allocation("33333333-3", "n2", {
        ClientStatus: "pending",
        TaskStates: { server: { Events: [{ DisplayMessage: "Failed to pull app:1" }] } },
      }),
    ]),
    "33333333 on n2 is pending; server: Failed to pull app:1",
  ],
  ["an unhealthy deployment status", facts([first, { ...second, DeploymentStatus: { Healthy: false } }]), "1 of 2"],
  ["allocations of an earlier version", facts([first, { ...second, JobVersion: 2 }]), "web: 1 of 2 healthy"],
  ["allocations that shall stop", facts([first, { ...second, DesiredStatus: "stop" }]), "web: 1 of 2 healthy"],
  [
    "a deployment of this version that is not successful",
    facts([first, second], {
      deployment: { JobVersion: 3, Status: "running", StatusDescription: "Deployment is running" },
    }),
    "deployment running: Deployment is running",
  ],
  [
    "a system job without allocations",
    facts([], { job: { Type: "system", Version: 3, TaskGroups: [{ Name: "web", Count: 1 }] } }),
    "web: 0 of 1 healthy",
  ],
])("is not healthy with %s", (_, given, message) => {
  expect(() => healthyAllocations(given)).toThrow(message);
});

it("ignores the deployment of an earlier version", () => {
  const deployment = { JobVersion: 2, Status: "failed", StatusDescription: "Failed due to progress deadline" };
  expect(healthyAllocations(facts([first, second], { deployment }))).toHaveLength(2);
});

it("counts a completed allocation of a batch job, wherever it ran", () => {
  const job = { Type: "batch", Version: 3, TaskGroups: [{ Name: "web", Count: 1 }] };
  const complete = allocation("44444444-4", "n3", { ClientStatus: "complete" });
  expect(healthyAllocations(facts([complete], { job }))).toHaveLength(1);
  expect(() => healthyAllocations(facts([{ ...complete, ClientStatus: "failed" }], { job }))).toThrow("0 of 1");
});
