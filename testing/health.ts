import type { NomadClient } from "../clients";
import { CodedError } from "../errors";
import type { Lab } from "../lab";
import { consulApi, nomadApi } from "../lab/apis";
import { hostStates } from "../lab/control";

/**
 * An allocation that runs and is healthy.
 *
 * @see docs/how-to/test.md
 */
export interface HealthyAllocation {
  /** ID in Nomad. */
  readonly id: string;
  /** Name of the task group. */
  readonly group: string;
  /** Name of the node, such as `n2`, for {@link TestLab.node}. */
  readonly node: string;
}

/**
 * The healthy allocations of a job: at least one.
 *
 * @see docs/how-to/test.md
 */
export type HealthyAllocations = [HealthyAllocation, ...HealthyAllocation[]];

/** The fields of a job that are read here. */
export interface JobOnServer {
  readonly Type: string;
  readonly Version: number;
  readonly TaskGroups: readonly { readonly Name: string; readonly Count: number }[];
}

/** The fields of an allocation that are read here. */
export interface Allocation {
  readonly ID: string;
  readonly NodeName: string;
  readonly TaskGroup: string;
  readonly JobVersion: number;
  readonly ClientStatus: string;
  readonly DesiredStatus: string;
  readonly CreateIndex: number;
  readonly DeploymentStatus?: { readonly Healthy?: boolean | null } | null;
  readonly TaskStates?: Readonly<Record<string, { readonly Events?: readonly { readonly DisplayMessage: string }[] }>>;
}

interface Deployment {
  readonly JobVersion: number;
  readonly Status: string;
  readonly StatusDescription: string;
}

/** What is known about a job at one moment. */
export interface JobFacts {
  readonly job: JobOnServer;
  readonly allocations: readonly Allocation[];
  readonly deployment?: Deployment | undefined;
  /** Names of the nodes that are on and connected. */
  readonly reachable: ReadonlySet<string>;
  /** Failed or pending checks by the id of the allocation, each with its output. */
  readonly checks: ReadonlyMap<string, readonly string[]>;
}

/** Returns the path of a job in Nomad's API. */
export const jobPath = (job: string, namespace: string, rest = "") =>
  `/v1/job/${encodeURIComponent(job)}${rest}?namespace=${encodeURIComponent(namespace)}`;

/** Returns the allocations of a job. @throws ApiError if Nomad does not answer or does not have the job */
export function readAllocations(nomad: NomadClient, job: string, namespace: string): Promise<readonly Allocation[]> {
  return nomad.get<readonly Allocation[]>(jobPath(job, namespace, "/allocations"));
}

/** Returns the names of the nodes that are on and connected. */
export async function reachableNodes(lab: Lab): Promise<ReadonlySet<string>> {
  const hosts = await hostStates(lab.name);
  return new Set(hosts.filter(({ pid, partitioned }) => pid !== 0 && !partitioned).map(({ name }) => name));
}

/** Reads what {@link healthyAllocations} judges. @throws ApiError if Nomad does not answer or does not have the job */
export async function readJobFacts(lab: Lab, name: string, namespace: string): Promise<JobFacts> {
  const nomad = nomadApi(lab);
  const [job, allocations, deployment, reachable] = await Promise.all([
    nomad.get<JobOnServer>(jobPath(name, namespace)),
    readAllocations(nomad, name, namespace),
    nomad.get<Deployment | null>(jobPath(name, namespace, "/deployment")),
    reachableNodes(lab),
  ]);
  const running = allocations.filter((one) => isCurrent(one, job) && reachable.has(one.NodeName));
  return { job, allocations, reachable, deployment: deployment ?? undefined, checks: await readChecks(lab, running) };
}

/**
 * Returns the healthy allocations of a job.
 *
 * @throws CodedError with what is missing, if a group has too few (`wait-failed`)
 * @see docs/how-to/test.md
 */
export function healthyAllocations({ job, allocations, deployment, reachable, checks }: JobFacts): HealthyAllocations {
  if (deployment?.JobVersion === job.Version && deployment.Status !== "successful") {
    throw new CodedError("wait-failed", `deployment ${deployment.Status}: ${deployment.StatusDescription}`);
  }
  const isBatch = job.Type === "batch" || job.Type === "sysbatch";
  const problems: string[] = [];
  const healthy = job.TaskGroups.flatMap((group) => {
    const current = allocations.filter((one) => one.TaskGroup === group.Name && isCurrent(one, job));
    const good = current.filter(
      (one) =>
        (isBatch && one.ClientStatus === "complete") ||
        (reachable.has(one.NodeName) &&
          one.ClientStatus === "running" &&
          one.DeploymentStatus?.Healthy !== false &&
          (checks.get(one.ID) ?? []).length === 0),
    );
    // Nomad decides on how many nodes a system job runs.
    const wanted = /^sys/.test(job.Type) ? Math.max(1, current.length) : group.Count;
    if (good.length < wanted) {
      const reasons = current.filter((one) => !good.includes(one)).map((one) => reasonOf(one, reachable, checks));
      problems.push([`${group.Name}: ${good.length} of ${wanted} healthy`, ...reasons].join("; "));
    }
    return good.map(({ ID, TaskGroup, NodeName }) => ({ id: ID, group: TaskGroup, node: NodeName }));
  });
  const [first, ...rest] = healthy;
  if (problems.length > 0 || !first) {
    throw new CodedError("wait-failed", problems.join("; ") || "no group has a count above 0");
  }
  return [first, ...rest];
}

function isCurrent({ JobVersion, DesiredStatus }: Allocation, { Version }: JobOnServer): boolean {
  return JobVersion === Version && DesiredStatus === "run";
}

function reasonOf(
  { ID, NodeName, ClientStatus, TaskStates }: Allocation,
  reachable: JobFacts["reachable"],
  checks: JobFacts["checks"],
): string {
  const where = `${ID.slice(0, 8)} on ${NodeName}`;
  if (!reachable.has(NodeName)) {
    return `${where}: the node is stopped or disconnected`;
  }
  const events = Object.entries(TaskStates ?? {}).flatMap(([task, { Events }]) => {
    const last = Events?.at(-1);
    return last ? `${task}: ${last.DisplayMessage}` : [];
  });
  return `${where} is ${ClientStatus}; ${[...events, ...(checks.get(ID) ?? [])].join("; ")}`;
}

/** Returns the checks of allocations that do not pass, those of Nomad and those of Consul. */
async function readChecks(lab: Lab, allocations: readonly Allocation[]): Promise<JobFacts["checks"]> {
  const nomad = nomadApi(lab);
  const inConsul =
    await consulApi(lab).get<readonly { ServiceID: string; Status: string; Name: string; Output: string }[]>(
      "/v1/health/state/any",
    );
  const found = await Promise.all(
    allocations.map(async ({ ID }) => {
      const inNomad = await nomad.get<Readonly<
        Record<string, { Status: string; Check: string; Output: string }>
      > | null>(`/v1/client/allocation/${ID}/checks`);
      const all = [
        ...Object.values(inNomad ?? {}).map(({ Status, Check, Output }) => ({
          ok: Status === "success",
          name: Check,
          Output,
        })),
        ...inConsul
          .filter(({ ServiceID }) => ServiceID.includes(ID))
          .map(({ Status, Name, Output }) => ({ ok: Status === "passing", name: Name, Output })),
      ];
      return [ID, all.filter(({ ok }) => !ok).map(({ name, Output }) => `check ${name}: ${Output.trim()}`)] as const;
    }),
  );
  return new Map(found);
}
