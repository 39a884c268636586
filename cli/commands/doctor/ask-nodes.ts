import { randomUUID } from "node:crypto";
import { ApiError, type NomadClient, retry } from "../../../clients";
import { encodeJob, type JobSpec } from "../../../constructs/spec";
import { CodedError } from "../../../errors";
import type { DnsNeeds } from "./dns-needs";
import type { Node } from "./name-server-node";
import { factsScript, parseFacts } from "./node-facts";

/** How long the nodes may take, in milliseconds. */
const PATIENCE = 60_000;

/** Milliseconds between two looks at the job. */
const PAUSE = 200;

/** Runs once on each node, prints what it sees and is gone. It has a name of its own each time: two may ask at once. */
function lookJob(port: number): JobSpec {
  return {
    name: `cdknomad-doctor-${randomUUID().slice(0, 8)}`,
    type: "sysbatch",
    datacenters: ["*"],
    groups: [
      {
        name: "look",
        restart: { attempts: 0, mode: "fail" },
        tasks: [
          {
            name: "look",
            driver: "raw_exec",
            config: { command: "/bin/sh", args: ["-c", factsScript(port)] },
            resources: { cpu: 20, memory: 20 },
          },
        ],
      },
    ],
  };
}

interface NodeStub {
  readonly ID: string;
  readonly Name: string;
  readonly Address: string;
  readonly Datacenter: string;
  readonly Status: string;
  readonly Drivers: Readonly<Record<string, { readonly Healthy: boolean }>>;
}

/** An allocation as Nomad lists it; what is looked at here. */
export interface AllocationStub {
  readonly ID: string;
  readonly NodeID: string;
  readonly ClientStatus: string;
  readonly TaskGroup: string;
}

/**
 * Asks every node that is ready, in the datacenters of the name server, about itself: by a job of Nomad that is removed again.
 * The nodes are in the order of their names.
 *
 * @param needs the name server, to know its port, and where it has it already
 * @throws Error when Nomad refuses, or the nodes do not answer in a minute
 */
export async function askNodes(nomad: NomadClient, needs: DnsNeeds): Promise<Node[]> {
  const all = (await nomad.get<NodeStub[]>("/v1/nodes")).filter(({ Status }) => Status === "ready");
  const everywhere = needs.datacenters.some((name) => name.includes("*"));
  // Nomad sorts them by their random ids
  const nodes = all
    .filter(({ Datacenter }) => everywhere || needs.datacenters.includes(Datacenter))
    .sort((one, other) => one.Name.localeCompare(other.Name, "en"));
  const servers = await runningInstances(nomad, needs);
  const able = (list: readonly NodeStub[]) => list.filter(({ Drivers }) => Drivers.raw_exec?.Healthy);
  const outputs = able(nodes).length > 0 ? await outputsOf(nomad, needs.port, able(all).length) : new Map();
  return nodes.map(({ ID, Name, Address }) => {
    const output: string | undefined = outputs.get(ID);
    return {
      name: Name,
      address: Address,
      runsDns: servers.some(({ NodeID }) => NodeID === ID),
      ...(output !== undefined && { facts: parseFacts(output) }),
    };
  });
}

/**
 * The allocations of a name server that run; none where there is no such job.
 *
 * @throws Error when Nomad refuses or does not answer
 */
export async function runningInstances(nomad: NomadClient, { namespace, job }: DnsNeeds): Promise<AllocationStub[]> {
  const all = await nomad.get<AllocationStub[]>(`/v1/job/${job}/allocations?namespace=${namespace}`);
  return all.filter(({ ClientStatus }) => ClientStatus === "running");
}

/** Runs the job on so many nodes: what it printed, by the id of the node. */
async function outputsOf(nomad: NomadClient, port: number, count: number): Promise<Map<string, string>> {
  const job = lookJob(port);
  await nomad.request("POST", "/v1/jobs", { body: { Job: encodeJob(job) } });
  try {
    const answered = await retry({ limit: PATIENCE, pause: PAUSE, isTransient: isWaiting }, () =>
      finished(nomad, job.name, count),
    );
    return new Map(
      await Promise.all(answered.map(async ({ ID, NodeID }) => [NodeID, await logOf(nomad, ID)] as const)),
    );
  } finally {
    await stopAndPurge(nomad, job.name);
  }
}

/**
 * Stops the job, and removes it when Nomad has nothing left to do for it: a purge before a plan of the scheduler is applied crashes the
 * servers.
 *
 * @see https://github.com/hashicorp/nomad/issues/27739
 */
async function stopAndPurge(nomad: NomadClient, job: string): Promise<void> {
  await nomad.request("DELETE", `/v1/job/${job}`);
  await retry({ limit: PATIENCE, pause: PAUSE, isTransient: isWaiting }, async () => {
    const { Status } = await nomad.get<{ Status: string }>(`/v1/job/${job}`);
    if (Status !== "dead") {
      throw new CodedError("wait-failed", `job ${job} is ${Status} and was not purged; see: nomad job status ${job}`);
    }
  });
  await nomad.request("DELETE", `/v1/job/${job}?purge=true`);
}

/** Whether an error is that of {@link finished}; an error of Nomad ends the wait. */
const isWaiting = (error: unknown) => !(error instanceof ApiError);

/** The ended allocations of the job. @throws CodedError if not all nodes have one */
async function finished(nomad: NomadClient, job: string, count: number): Promise<AllocationStub[]> {
  const allocations = await nomad.get<AllocationStub[]>(`/v1/job/${job}/allocations`);
  const done = allocations.filter(({ ClientStatus }) => ClientStatus === "complete" || ClientStatus === "failed");
  if (done.length < count) {
    throw new CodedError(
      "node-not-prepared",
      `${count - done.length} of ${count} nodes did not answer in ${PATIENCE / 1000} s; see: nomad node status`,
    );
  }
  return done;
}

async function logOf(nomad: NomadClient, allocation: string): Promise<string> {
  const path = `/v1/client/fs/logs/${allocation}?task=look&type=stdout&plain=true`;
  const answer = await nomad.send("GET", path);
  if (answer.status !== 200) {
    throw nomad.errorOf("GET", path, answer);
  }
  return answer.text;
}
