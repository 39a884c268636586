import { portsOf } from "../../../cli/checks/held-ports";
import type { ClientNode } from "../../../cli/checks/nodes";
import { portFindings } from "../../../cli/checks/ports";
import { type ClusterStack, Job, type JobProps } from "../../../constructs";
import { labNode, nodeLike } from "./node";
import { synthesizedContents } from "./stack";

const web =
  (name: string, count = 1, job: Partial<JobProps> = {}, hostNetwork?: string) =>
  (stack: ClusterStack) =>
    new Job(stack, name, {
      name,
      groups: [
        {
          name: "main",
          ...(job.type !== "system" && { count }),
          network: { mode: "host", ports: [{ name: "http", static: 8080, ...(hostNetwork && { hostNetwork }) }] },
          tasks: [{ name: "web", driver: "raw_exec", config: { command: "/bin/true" } }],
        },
      ],
      ...job,
    });

/** An allocation of another job, as Nomad lists it. */
const allocation = (changes: object = {}) => ({
  Namespace: "default",
  JobID: "holder",
  NodeID: labNode.ID,
  ClientStatus: "running",
  DesiredStatus: "run",
  AllocatedResources: { Shared: { Ports: [{ HostIP: "10.0.10.11", Value: 8080 }] } },
  ...changes,
});

function messagesOf(
  makes: readonly ((stack: ClusterStack) => void)[],
  nodes: readonly ClientNode[] = [labNode],
  allocations: Parameters<typeof portsOf>[0] = [],
) {
  const contents = synthesizedContents((stack) => makes.map((make) => make(stack)));
  return portFindings(contents, nodes, portsOf(allocations)).map(({ message }) => message);
}

const n2 = nodeLike("n2", "10.0.10.12");
const where = "[default/a] groups.main.network.ports.http";
const fix = "choose another port, fewer instances or more nodes";

describe("static ports", () => {
  it("are no finding where each instance finds a node with it", () => {
    expect(messagesOf([web("a")])).toEqual([]);
    expect(messagesOf([web("a"), web("b")], [labNode, n2])).toEqual([]);
    expect(messagesOf([web("a", 2)], [labNode, n2])).toEqual([]);
    expect(messagesOf([web("a", 1, { type: "system" })], [labNode, n2])).toEqual([]);
  });

  it("are not taken by what has ended, by the job itself, or on another address", () => {
    const harmless = [
      allocation({ ClientStatus: "complete", DesiredStatus: "stop" }),
      allocation({ JobID: "a" }),
      allocation({ AllocatedResources: { Shared: { Ports: [{ HostIP: "192.168.0.1", Value: 8080 }] } } }),
      allocation({ AllocatedResources: null }),
    ];
    expect(messagesOf([web("a")], [labNode], harmless)).toEqual([]);
  });

  it("say which job has them", () => {
    expect(messagesOf([web("a")], [labNode], [allocation()])).toEqual([
      `${where}: port 8080 is wanted by 1 instance, and no node can give it (n1: default/holder has it); ${fix}`,
    ]);
    expect(messagesOf([web("a")], [labNode], [allocation({ JobID: "nightly/periodic-1795439719" })])).toEqual([
      `${where}: port 8080 is wanted by 1 instance, and no node can give it (n1: default/nightly has it); ${fix}`,
    ]);
  });

  it("say that the nodes keep them back", () => {
    const reserved = { ...labNode, ReservedResources: { Networks: { ReservedHostPorts: "22,8000-8100" } } };
    expect(messagesOf([web("a")], [reserved])).toEqual([
      `${where}: port 8080 is wanted by 1 instance, and no node can give it (n1: reserved by the node's configuration); ${fix}`,
    ]);
  });

  it("say that a node has no such host network", () => {
    expect(messagesOf([web("a", 1, {}, "public")])).toEqual([
      `${where}: port 8080 is wanted by 1 instance, and no node can give it (n1: it has no host network "public"); ${fix}`,
    ]);
  });

  it("say that one job alone wants more than there are nodes", () => {
    expect(messagesOf([web("a", 3)], [labNode, n2])).toEqual([
      `${where}: port 8080 is wanted by 3 instances, and 2 nodes can give it; ${fix}`,
    ]);
  });

  it("say that two jobs together do", () => {
    expect(messagesOf([web("a"), web("b")])).toEqual([
      `${where} and [default/b] groups.main.network.ports.http: port 8080 is wanted by 2 instances, and one node can give it; ${fix}`,
    ]);
    expect(messagesOf([web("a"), web("b", 1, { type: "system" })], [labNode, n2])).toEqual([
      `${where} and [default/b] groups.main.network.ports.http: port 8080 is wanted by 3 instances, and 2 nodes can give it; ${fix}`,
    ]);
  });

  it("of batch jobs are waited for, as long as one node has them", () => {
    const batch: Partial<JobProps> = { type: "batch" };
    expect(messagesOf([web("a", 1, batch), web("b", 1, batch), web("c")])).toEqual([]);
    expect(messagesOf([web("a", 1, batch)], [labNode], [allocation()])).toHaveLength(1);
  });

  it("of jobs that cannot run on the same nodes do not conflict", () => {
    const east = nodeLike("e1", "10.0.20.11", { Datacenter: "east" });
    const jobs = [web("a", 1, { datacenters: ["lab01"] }), web("b", 1, { datacenters: ["east"] })];
    expect(messagesOf(jobs, [labNode, east])).toEqual([]);
  });
});
