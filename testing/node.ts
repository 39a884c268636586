import { type NomadClient, retry } from "../clients";
import { CodedError } from "../errors";
import type { Lab } from "../lab";
import { nomadApi } from "../lab/apis";
import { nomadPorts } from "../lab/config/nomad";
import { hostStates } from "../lab/control";
import { actOnNode } from "../lab/node";

/** Milliseconds after which a node that was started or connected counts as one that does not become ready. */
const READY_LIMIT = 120_000;

/** The fields of a node in Nomad's list that are read here. */
interface NodeStub {
  readonly ID: string;
  readonly Name: string;
  readonly Status: string;
  readonly SchedulingEligibility: string;
  readonly Drivers: Readonly<Record<string, { readonly Healthy: boolean }>>;
}

/**
 * A node of the lab.
 *
 * @see docs/how-to/test.md
 */
export class TestNode {
  /** @internal Tests get nodes from {@link TestLab.node}. */
  constructor(
    private readonly lab: Lab,
    /** Host name, such as `n2`. */
    readonly name: string,
    /** IPv4 address in the lab's network, such as `10.0.10.12`. */
    readonly address: string,
  ) {}

  /**
   * Powers the node off at once, as if it lost its power; its disk is kept. Nomad notices after about 10 seconds, unless the
   * test waits for something else before.
   *
   * @throws CodedError if the lab does not run anymore (`lab-action-failed`)
   */
  stop(): Promise<void> {
    return actOnNode(this.lab, this.name, "stop");
  }

  /**
   * Powers the node on, and waits until Nomad can place allocations on it. That takes 5 to 20 seconds.
   *
   * @throws CodedError if the node is not ready within two minutes (`wait-failed`)
   */
  async start(): Promise<void> {
    await actOnNode(this.lab, this.name, "start");
    await ready(this.lab, [this.name]);
  }

  /**
   * Disconnects the node from the network; its tasks keep running.
   *
   * @throws CodedError if the node is stopped (`lab-action-failed`)
   * @see https://developer.hashicorp.com/nomad/docs/job-specification/disconnect
   */
  partition(): Promise<void> {
    return actOnNode(this.lab, this.name, "partition");
  }

  /**
   * Connects the node again, and waits until Nomad can place allocations on it.
   *
   * @throws CodedError if the node is stopped (`lab-action-failed`), or not ready within two minutes (`wait-failed`)
   */
  async heal(): Promise<void> {
    await actOnNode(this.lab, this.name, "heal");
    await ready(this.lab, [this.name]);
  }

  /** Whether the node is on. */
  async isOn(): Promise<boolean> {
    const hosts = await hostStates(this.lab.name);
    return hosts.some(({ name, pid }) => name === this.name && pid !== 0);
  }
}

/**
 * Options of {@link TestLab.drain}.
 *
 * @see docs/how-to/test.md
 */
export interface DrainOptions {
  /** Seconds after which allocations that are not migrated yet are stopped. @default 60 */
  readonly deadline?: number;
  /** Whether the allocations of system jobs stay. @default false */
  readonly ignoreSystemJobs?: boolean;
}

/**
 * Drains a node, and waits until no allocation is left to migrate.
 *
 * @see docs/how-to/test.md
 */
export async function drain(lab: Lab, name: string, options: DrainOptions): Promise<void> {
  const { deadline = 60, ignoreSystemJobs = false } = options;
  const nomad = nomadApi(lab);
  const id = await nodeId(nomad, name);
  const DrainSpec = { Deadline: deadline * 1e9, IgnoreSystemJobs: ignoreSystemJobs };
  await nomad.request("POST", `/v1/node/${id}/drain`, { body: { DrainSpec } });
  await retry({ what: `the drain of ${name}`, limit: deadline * 1000 + 30_000, pause: 200 }, async () => {
    if ((await nomad.get<{ DrainStrategy: object | null }>(`/v1/node/${id}`)).DrainStrategy) {
      throw new CodedError("wait-failed", "allocations are left to migrate");
    }
  });
}

/** Ends a drain, and makes the node eligible for allocations. */
export async function undrain(lab: Lab, name: string): Promise<void> {
  const nomad = nomadApi(lab);
  const body = { DrainSpec: null, MarkEligible: true };
  await nomad.request("POST", `/v1/node/${await nodeId(nomad, name)}/drain`, { body });
}

async function nodeId(nomad: NomadClient, name: string): Promise<string> {
  const node = (await nomad.get<readonly NodeStub[]>("/v1/nodes")).find(({ Name }) => Name === name);
  if (!node) {
    throw new CodedError("host-unknown", `Nomad has no node "${name}"`);
  }
  return node.ID;
}

/** Starts, connects, and makes eligible what an earlier test left stopped, disconnected, or drained. */
export async function restoreNodes(lab: Lab): Promise<void> {
  const hosts = (await hostStates(lab.name)).filter(({ name }) => name !== lab.client.name);
  const off = hosts.filter(({ pid }) => pid === 0).map(({ name }) => name);
  const cut = hosts.filter(({ pid, partitioned }) => pid !== 0 && partitioned).map(({ name }) => name);
  await Promise.all([
    ...off.map((name) => actOnNode(lab, name, "start")),
    ...cut.map((name) => actOnNode(lab, name, "heal")),
  ]);
  await ready(lab, [...off, ...cut]);
  const stubs = await nomadApi(lab).get<readonly NodeStub[]>("/v1/nodes");
  const drained = stubs.filter(({ SchedulingEligibility }) => SchedulingEligibility !== "eligible");
  await Promise.all(drained.map(({ Name }) => undrain(lab, Name)));
}

/**
 * Waits until all nodes of the lab that are on and connected are ready for Nomad.
 *
 * @param started nodes that were started: Nomad may not have noticed that they were away, so their agents are asked too
 */
async function ready(lab: Lab, started: readonly string[]): Promise<void> {
  await retry({ what: `nodes of lab "${lab.name}"`, limit: READY_LIMIT, pause: 500 }, async () => {
    for (const name of started) {
      const asked = await lab.exec(name, [
        "env",
        clientAddress(lab),
        "nomad",
        "operator",
        "api",
        "-X=GET",
        clientHealth,
      ]);
      if (asked.code !== 0 || !asked.stdout.includes('"ok":true')) {
        throw new CodedError("wait-failed", `${name}: Nomad's client does not run yet`);
      }
    }
    const stubs = await nomadApi(lab).get<readonly NodeStub[]>("/v1/nodes");
    for (const name of started) {
      const stub = stubs.find((one) => one.Name === name);
      if (stub?.Status !== "ready" || !stub.Drivers.docker?.Healthy) {
        throw new CodedError(
          "wait-failed",
          `${name}: ${stub?.Status === "ready" ? "docker" : "the node"} is not ready`,
        );
      }
    }
  });
}

// The command sends its standard input with PUT if no method is given.
const clientHealth = "/v1/agent/health?type=client";
const clientAddress = (lab: Lab) => `NOMAD_ADDR=http${lab.tls ? "s" : ""}://127.0.0.1:${nomadPorts.clientHttp}`;
