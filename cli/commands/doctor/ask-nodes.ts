import { setTimeout as sleep } from "node:timers/promises";
import { encodeJob, type JobSpec } from "../../../constructs/spec";
import type { Node } from "./findings";
import { factsScript, parseFacts } from "./node-facts";

/** Nomad's API. */
export interface NomadApi {
  readonly address: string;
  /** Secret of a token that may submit jobs in the namespace `default`, read their logs, and read nodes. */
  readonly token: string;
}

const JOB = "cdknomad-doctor";

/** How long the nodes may take, in milliseconds. */
const PATIENCE = 60_000;

/** Runs once on each node, prints what it sees and is gone. */
const job: JobSpec = {
  name: JOB,
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
          config: { command: "/bin/sh", args: ["-c", factsScript] },
          resources: { cpu: 20, memory: 20 },
        },
      ],
    },
  ],
};

interface NodeStub {
  readonly ID: string;
  readonly Name: string;
  readonly Address: string;
  readonly Status: string;
  readonly Drivers: Readonly<Record<string, { readonly Healthy: boolean }>>;
}

interface AllocationStub {
  readonly ID: string;
  readonly NodeID: string;
  readonly ClientStatus: string;
  readonly TaskGroup: string;
}

/**
 * Asks every node that is ready about itself, by a job of Nomad that is removed again.
 *
 * @param dnsJob the namespace and id of the name server's job, to know where it has port 53 already
 * @throws Error when Nomad refuses, or the nodes do not answer in a minute
 */
export async function askNodes(nomad: NomadApi, dnsJob: { namespace: string; id: string }): Promise<Node[]> {
  const nodes = (await get<NodeStub[]>(nomad, "/v1/nodes")).filter(({ Status }) => Status === "ready");
  const servers = await get<AllocationStub[]>(nomad, `/v1/job/${dnsJob.id}/allocations?namespace=${dnsJob.namespace}`);
  const able = nodes.filter(({ Drivers }) => Drivers.raw_exec?.Healthy);
  const outputs = able.length > 0 ? await outputsOf(nomad, able.length) : new Map<string, string>();
  return nodes.map(({ ID, Name, Address }) => {
    const output = outputs.get(ID);
    return {
      name: Name,
      address: Address,
      runsDns: servers.some(({ NodeID, ClientStatus }) => NodeID === ID && ClientStatus === "running"),
      ...(output !== undefined && { facts: parseFacts(output) }),
    };
  });
}

/** Runs the job on so many nodes: what it printed, by the id of the node. */
async function outputsOf(nomad: NomadApi, count: number): Promise<Map<string, string>> {
  await request(nomad, "POST", "/v1/jobs", { Job: encodeJob(job) });
  try {
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      const allocations = await get<AllocationStub[]>(nomad, `/v1/job/${JOB}/allocations`);
      const done = allocations.filter(({ ClientStatus }) => ClientStatus === "complete" || ClientStatus === "failed");
      if (done.length >= count) {
        return new Map(
          await Promise.all(done.map(async ({ ID, NodeID }) => [NodeID, await logOf(nomad, ID)] as const)),
        );
      }
      if (Date.now() > deadline) {
        throw new Error(
          `${count - done.length} of ${count} nodes did not answer in ${PATIENCE / 1000} s; see nomad job status ${JOB}`,
        );
      }
      await sleep(200);
    }
  } finally {
    await request(nomad, "DELETE", `/v1/job/${JOB}?purge=true`);
  }
}

async function logOf(nomad: NomadApi, allocation: string): Promise<string> {
  const path = `/v1/client/fs/logs/${allocation}?task=look&type=stdout&plain=true`;
  return (await request(nomad, "GET", path)).text();
}

async function get<T>(nomad: NomadApi, path: string): Promise<T> {
  return (await (await request(nomad, "GET", path)).json()) as T;
}

async function request(
  nomad: NomadApi,
  method: "GET" | "POST" | "DELETE",
  path: string,
  body?: object,
): Promise<Response> {
  const response = await fetch(`${nomad.address}${path}`, {
    method,
    headers: { "X-Nomad-Token": nomad.token },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) {
    throw new Error(`nomad answered ${response.status} to ${method} ${path}: ${(await response.text()).trim()}`);
  }
  return response;
}
