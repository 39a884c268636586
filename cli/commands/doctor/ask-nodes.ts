import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { encodeJob, type JobSpec } from "../../../constructs/spec";
import { fetchTls } from "../../../tools/fetch-tls";
import type { TlsFiles } from "../../../tools/tls-files";
import type { DnsNeeds } from "./dns-needs";
import type { Node } from "./findings";
import { factsScript, parseFacts } from "./node-facts";

/** Nomad's API. */
export interface NomadApi {
  readonly address: string;
  /** Secret of a token that may submit jobs in the namespace `default`, read their logs, and read nodes. */
  readonly token: string;
  /** With what an `https:` address is connected to. @default - nothing of its own */
  readonly tls?: TlsFiles;
}

/** How long the nodes may take, in milliseconds. */
const PATIENCE = 60_000;

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
export async function askNodes(nomad: NomadApi, needs: DnsNeeds): Promise<Node[]> {
  const all = (await get<NodeStub[]>(nomad, "/v1/nodes")).filter(({ Status }) => Status === "ready");
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
export async function runningInstances(nomad: NomadApi, { namespace, job }: DnsNeeds): Promise<AllocationStub[]> {
  const all = await get<AllocationStub[]>(nomad, `/v1/job/${job}/allocations?namespace=${namespace}`);
  return all.filter(({ ClientStatus }) => ClientStatus === "running");
}

/** Runs the job on so many nodes: what it printed, by the id of the node. */
async function outputsOf(nomad: NomadApi, port: number, count: number): Promise<Map<string, string>> {
  const job = lookJob(port);
  await request(nomad, "POST", "/v1/jobs", { Job: encodeJob(job) });
  try {
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      const allocations = await get<AllocationStub[]>(nomad, `/v1/job/${job.name}/allocations`);
      const done = allocations.filter(({ ClientStatus }) => ClientStatus === "complete" || ClientStatus === "failed");
      if (done.length >= count) {
        return new Map(
          await Promise.all(done.map(async ({ ID, NodeID }) => [NodeID, await logOf(nomad, ID)] as const)),
        );
      }
      if (Date.now() > deadline) {
        throw new Error(
          `${count - done.length} of ${count} nodes did not answer in ${PATIENCE / 1000} s; nomad node status tells more`,
        );
      }
      await sleep(200);
    }
  } finally {
    await request(nomad, "DELETE", `/v1/job/${job.name}?purge=true`);
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
  const sent = { method, headers: { "X-Nomad-Token": nomad.token }, ...(body && { body: JSON.stringify(body) }) };
  const response = await fetchTls(`${nomad.address}${path}`, sent, nomad.tls);
  if (!response.ok) {
    throw new Error(`nomad answered ${response.status} to ${method} ${path}: ${(await response.text()).trim()}`);
  }
  return response;
}
