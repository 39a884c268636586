import { spawn } from "node:child_process";
import path from "node:path";
import type { Report } from "../cli/report/report";
import { retry } from "../clients";
import type { ClusterSettings } from "../constructs";
import { CodedError } from "../errors";
import { findLab, type Lab, labDown, labUp } from "../lab";
import { nomadApi } from "../lab/apis";
import { nodeOf } from "../lab/node";
import { lab as labSettings } from "../lab/settings";
import { addLabUser, keepLab } from "../lab/users";
import type { Finished } from "../tools/run";
import {
  type Allocation,
  type HealthyAllocations,
  healthyAllocations,
  reachableNodes,
  readAllocations,
  readJobFacts,
} from "./health";
import { type DrainOptions, drain, restoreNodes, TestNode, undrain } from "./node";
import {
  type DigAnswer,
  type DigOptions,
  digOutside,
  type FetchAnswer,
  type FetchOptions,
  fetchOutside,
  type ServiceTarget,
} from "./outside";
import { cdknomadCommand, Deployments, environmentOfCommands, type Program } from "./program";
import { TestToken } from "./token";

/**
 * Options of {@link startLab}.
 *
 * @see docs/how-to/test.md
 */
export interface StartLabOptions {
  /**
   * Name of the lab. Test files with the same name share the lab.
   * @default - `test-` and the name of the current folder
   */
  readonly name?: string;
  /**
   * Number of nodes.
   * @default - that of the running lab with this name, or 1
   */
  readonly nodes?: 1 | 3 | 5 | 10;
  /**
   * Whether Nomad and Consul use mutual TLS.
   * @default - whether CDKNOMAD_LAB_TLS is 1
   */
  readonly tls?: boolean;
  /**
   * Whether the lab pulls images from no registry. It has no effect on a running lab.
   * @default - whether CDKNOMAD_LAB_OFFLINE is 1
   */
  readonly offline?: boolean;
  /**
   * Networks that nodes and tasks reach in addition to the internet, such as `192.168.1.0/24`; an empty list opens the internet alone.
   * @default - nothing outside of the lab is reached
   * @see docs/how-to/egress.md
   */
  readonly egress?: readonly string[];
  /**
   * Whether the lab stays when the test run has ended, so that the next run starts at once. `cdknomad lab down --name NAME`
   * removes it.
   * @default - whether CDKNOMAD_KEEP_LAB is 1
   */
  readonly keep?: boolean;
}

/**
 * Options that name a job.
 *
 * @see docs/how-to/test.md
 */
export interface JobOptions {
  /** Nomad namespace of the job. @default "default" */
  readonly namespace?: string;
}

/**
 * Options of {@link TestLab.healthy}.
 *
 * @see docs/how-to/test.md
 */
export interface HealthyOptions extends JobOptions {
  /** Milliseconds to wait. @default 60000 */
  readonly timeout?: number;
}

/**
 * Options of {@link TestLab.logs}.
 *
 * @see docs/how-to/test.md
 */
export interface LogOptions extends JobOptions {
  /** Output of the task. @default "stdout" */
  readonly stream?: "stdout" | "stderr";
}

/**
 * Starts a lab for tests: real Nomad and Consul in network namespaces of this machine. A lab with this name that is running
 * is used as it is, and all nodes that an earlier test stopped, disconnected, or drained are restored.
 *
 * All test files of a run share the lab, so run them one after the other (`jest --runInBand`). The lab is removed when the
 * run has ended, unless it is kept or was started by `cdknomad lab up`.
 *
 * @example
 * const lab = await startLab({ nodes: 3 });
 * await lab.deploy((app, settings) => new AppsStack(app, "apps", settings));
 * @throws CodedError if this machine cannot run a lab (`lab-not-possible`), if a running lab with this name has another
 * number of nodes (`lab-differs`), or if a node does not become ready (`wait-failed`)
 * @see docs/how-to/test.md
 */
export async function startLab(options: StartLabOptions = {}): Promise<TestLab> {
  const { name = defaultName(process.cwd()), keep = process.env.CDKNOMAD_KEEP_LAB === "1", offline, ...size } = options;
  addLabUser(name, runPid(process));
  const before = findLab(name);
  const lab = await labUp({ ...size, name, ...(offline !== undefined && { images: { offline } }) });
  if (keep) {
    keepLab(name);
  } else if (before?.supervisorPid !== lab.supervisorPid) {
    takeDownAfterRun(lab);
  }
  await restoreNodes(lab);
  return new TestLab(lab);
}

/**
 * A running lab, and what tests do with it.
 *
 * @see docs/how-to/test.md
 */
export class TestLab {
  private readonly deployments: Deployments;

  /** @internal Tests get it from {@link startLab}. */
  constructor(private readonly lab: Lab) {
    this.deployments = new Deployments(lab.name);
  }

  /** Name of the lab, for `cdknomad lab status --name NAME`. */
  get name(): string {
    return this.lab.name;
  }

  /** Settings of the lab for a `ClusterStack`. Terraform's states are in the lab's folder. */
  get settings(): ClusterSettings {
    return this.deployments.settings(labSettings(this.lab.name));
  }

  /**
   * Plans and applies a program with `cdknomad plan` and `cdknomad apply`, and waits until its jobs are healthy. What an
   * earlier test deployed in stacks with other names is left as it is.
   *
   * @returns the report of the plan
   * @param program the program
   * @throws the error of a construct or a rule, or CodedError with the output of the command (`deploy-failed`)
   */
  deploy(program: Program): Promise<Report> {
    return this.deployments.deploy(program, this.settings);
  }

  /**
   * Plans a program without applying it, for `toBeEmptyPlan` and `toHaveDrift`.
   *
   * @param program the program. @default - the one that was deployed or planned last
   * @returns the report; the errors of a plan are in it
   * @throws CodedError if there is no program (`not-synthesized`), or if it cannot be planned (`deploy-failed`)
   */
  async plan(program?: Program): Promise<Report> {
    if (program) {
      await this.deployments.synthesize(program, this.settings);
    }
    return this.deployments.plan();
  }

  /**
   * Destroys what `deploy` created, for `afterAll` of a test file that shares the lab with others.
   *
   * @throws CodedError with the output of the command (`deploy-failed`)
   */
  destroy(): Promise<void> {
    return this.deployments.destroy(this.settings);
  }

  /**
   * Waits until a job runs as specified: each group has `count` running allocations of the latest version, on nodes that are
   * on and connected, whose checks pass.
   *
   * @returns the healthy allocations
   * @throws CodedError with what is missing, if the job is not healthy in time (`wait-failed`)
   */
  healthy(job: string, { namespace = "default", timeout = 60_000 }: HealthyOptions = {}): Promise<HealthyAllocations> {
    return retry({ what: `job ${namespace}/${job} is healthy`, limit: timeout, pause: 250 }, async () =>
      healthyAllocations(await readJobFacts(this.lab, job, namespace)),
    );
  }

  /**
   * Sends an HTTP request from the machine outside the cluster (10.0.10.100), as a user in the LAN does. A service is asked at
   * one of its addresses after the other, in the order of Nomad's catalog, until one answers.
   *
   * @param target a URL, or a service of Nomad's catalog
   * @throws CodedError if no address answers (`server-unreachable`)
   */
  fetch(target: string | ServiceTarget, options: FetchOptions = {}): Promise<FetchAnswer> {
    return fetchOutside(this.lab, target, options);
  }

  /**
   * Asks a name server once, from the machine outside the cluster.
   *
   * @param name the name, such as `ittools.lab.example.com`
   */
  dig(name: string, options: DigOptions = {}): Promise<DigAnswer> {
    return digOutside(this.lab, name, options);
  }

  /**
   * Runs a command in a task of the job's newest running allocation.
   *
   * @returns exit code and output of the command
   * @throws CodedError if no allocation runs on a node that is on and connected (`wait-failed`)
   */
  async exec(
    job: string,
    task: string,
    command: readonly [string, ...string[]],
    { namespace = "default" }: JobOptions = {},
  ): Promise<Finished> {
    const found = await this.allocations(job, namespace);
    const allocation = found.find(({ ClientStatus }) => ClientStatus === "running");
    if (!allocation) {
      throw new CodedError(
        "wait-failed",
        `job ${namespace}/${job}: no allocation runs; wait with lab.healthy("${job}")`,
      );
    }
    const words = ["alloc", "exec", `-namespace=${namespace}`, "-i=false", "-t=false", `-task=${task}`, allocation.ID];
    return this.lab.exec(allocation.NodeName, ["nomad", ...words, ...command]);
  }

  /**
   * Returns the output of a task: that of all allocations on nodes that are on and connected, the oldest first.
   *
   * @throws ApiError if Nomad does not have the job or the task
   * @see https://developer.hashicorp.com/nomad/api-docs/client#stream-logs
   */
  async logs(
    job: string,
    task: string,
    { namespace = "default", stream = "stdout" }: LogOptions = {},
  ): Promise<string> {
    const allocations = [...(await this.allocations(job, namespace))].reverse();
    const nomad = nomadApi(this.lab);
    const texts: string[] = [];
    for (const { ID } of allocations) {
      const path = `/v1/client/fs/logs/${ID}?task=${encodeURIComponent(task)}&type=${stream}&plain=true`;
      const answer = await nomad.send("GET", path);
      if (answer.status !== 200) {
        throw nomad.errorOf("GET", path, answer);
      }
      texts.push(answer.text);
    }
    return texts.filter((text) => text !== "").join("\n");
  }

  /**
   * Returns a node, to stop or disconnect it.
   *
   * @param which its number from 1, or its name, such as `n2`
   * @throws CodedError if the lab does not have it (`host-unknown`)
   */
  node(which: number | string): TestNode {
    const host = nodeOf(this.lab, which);
    return new TestNode(this.lab, host.name, host.address);
  }

  /**
   * Drains a node, and waits until its allocations have moved.
   *
   * @param which its number from 1, or its name
   * @throws CodedError if the drain does not end within 30 seconds after its deadline (`wait-failed`)
   * @see https://developer.hashicorp.com/nomad/commands/node/drain
   */
  drain(which: number | string, options: DrainOptions = {}): Promise<void> {
    return drain(this.lab, this.node(which).name, options);
  }

  /**
   * Makes a drained node eligible again.
   *
   * @param which its number from 1, or its name
   */
  undrain(which: number | string): Promise<void> {
    return undrain(this.lab, this.node(which).name);
  }

  /**
   * Returns a token with only the rights of policies, to test what they allow.
   *
   * @param policies names of deployed policies, or the constructs
   */
  token(...policies: readonly (string | { readonly policyName: string })[]): TestToken {
    return new TestToken(
      this.lab,
      policies.map((policy) => (typeof policy === "string" ? policy : policy.policyName)),
    );
  }

  /** Removes the lab now, and not only when the test run has ended. */
  async down(): Promise<void> {
    await labDown(this.lab.name);
  }

  /** Returns the allocations of a job on nodes that are on and connected, the newest first. */
  private async allocations(job: string, namespace: string): Promise<readonly Allocation[]> {
    const [all, reachable] = await Promise.all([
      readAllocations(nomadApi(this.lab), job, namespace),
      reachableNodes(this.lab),
    ]);
    return all
      .filter(({ NodeName }) => reachable.has(NodeName))
      .sort((one, other) => other.CreateIndex - one.CreateIndex);
  }
}

/** Returns the default name of the lab of a project, so that the tests of several projects can run at the same time. */
export function defaultName(folder: string): string {
  const name = path
    .basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
  return `test-${name}`.slice(0, 32).replace(/-+$/, "");
}

/** What {@link runPid} reads of a process. */
type ProcessFacts = Pick<NodeJS.Process, "env" | "pid" | "ppid"> & { readonly send?: unknown };

/**
 * Returns the process that lives as long as the test run: the parent if this process runs only some of the test files.
 *
 * @param of the environment of this process, its pids, and whether it has a channel to its parent
 */
export function runPid({ env, pid, ppid, send }: ProcessFacts): number {
  const isWorkerOfJest = env.JEST_WORKER_ID !== undefined && send !== undefined;
  const isFileOfNode = env.NODE_TEST_CONTEXT?.startsWith("child") ?? false;
  return isWorkerOfJest || isFileOfNode ? ppid : pid;
}

/** Starts a process that waits for the end of all test runs with the lab, also of killed ones, and then removes the lab. */
function takeDownAfterRun({ name, supervisorPid }: Lab): void {
  const args = ["lab", "down", "--name", name, "--when-unused", String(supervisorPid)];
  const options = { detached: true, stdio: "ignore", env: environmentOfCommands() } as const;
  spawn(process.execPath, [cdknomadCommand, ...args], options).unref();
}
