import { isPlainObject } from "../../constructs/spec/json";
import type { Stack } from "../stack/stack";
import { canonical } from "./canonical";
import { NotProvable } from "./not-provable";
import type { ObjectFact, ObjectFacts } from "./object-fact";
import { type Entry, findAll, type Reader } from "./reader";
import type { StateObject } from "./state-file";

/** A job in Nomad's list: the fields that decide what a plan reports about it. */
interface Stub {
  readonly ID: string;
  /** The job that launched it; empty for other jobs. */
  readonly ParentID: string;
  readonly Namespace: string;
  readonly Type: string;
  readonly Periodic: boolean;
  readonly Status: string;
  readonly Stop: boolean;
  readonly CreateIndex: number;
  readonly ModifyIndex: number;
  readonly JobModifyIndex: number;
  readonly SubmitTime: number;
  readonly JobSummary?: {
    readonly Summary: Readonly<Record<string, Readonly<Record<"Failed" | "Lost" | "Starting", number>>>> | null;
  } | null;
}

/** A deployment that has not succeeded. */
interface Deployment {
  readonly ID: string;
  readonly Namespace: string;
  readonly JobID: string;
  readonly Status: string;
  readonly JobSpecModifyIndex: number;
  readonly TaskGroups: Readonly<Record<string, { readonly UnhealthyAllocs: number }>> | null;
}

/** All jobs, and the deployments that the provider reads. */
const JOBS = "/v1/jobs?namespace=*";
const DEPLOYMENTS = `/v1/deployments?namespace=*&filter=${encodeURIComponent('Status == "failed" or Status == "running"')}`;

/** The allocations that do not run, or had a failed or restarted task, as the provider lists them. */
const FAILING = `/v1/allocations?namespace=*&filter=${encodeURIComponent(
  '(ClientStatus != "running" and ClientStatus != "complete") or ' +
    'any TaskStates as _, state { state.Failed == true or state.Restarts != 0 or state.State == "pending" }',
)}`;

/** Number of jobs whose allocations are read without that list. */
const READ_SINGLY = 10;

/**
 * Returns what a plan of each job depends on: the index of the job, and what shows that it is failing. The allocations are read
 * for the same jobs for which the provider reads them.
 *
 * @throws NotProvable if the list does not show whether a job changed
 * @see provider/internal/nomad/job/unhealthy.go
 */
export async function jobFacts(stack: Stack, jobs: readonly StateObject[], nomad: Reader): Promise<ObjectFacts> {
  const [listed, deployments] = await Promise.all([nomad.list(JOBS), nomad.list(DEPLOYMENTS)]);
  const listedJobs = listed as unknown as readonly Stub[];
  const stubs = new Map(listedJobs.map((stub) => [keyOf(stub.Namespace, stub.ID), stub]));
  const launched = lastLaunched(listedJobs);
  const failing = byJob(deployments as unknown as readonly Deployment[]);
  const facts = new Map<string, ObjectFact>(scheduledAgain(stack, jobs));
  const found = jobs.flatMap(({ address, values }) => {
    const key = keyOf(String(values.namespace), String(values.id));
    const stub = stubs.get(key);
    if (!stub) {
      facts.set(address, { reason: `nomad does not list the job of ${address} to the token` });
    } else if (!(stub.JobModifyIndex > 0)) {
      throw new NotProvable(`nomad lists the job of ${address} without an index`);
    }
    if (!stub || facts.has(address)) {
      return [];
    }
    const run = stub.Periodic ? launched.get(key) : undefined;
    return {
      address,
      stub,
      deployments: failing.get(key) ?? [],
      readsAllocations: values.read_allocation_ids === true,
      // Runs that ended normally come and go, and a plan says nothing about them.
      failedRun: run && mayHaveFailed(run) ? run : undefined,
    };
  });
  const isCertain = (one: (typeof found)[number]) =>
    one.readsAllocations || mayHaveFailed(one.stub) || one.deployments.length > 0;
  const certain = found.filter(isCertain);
  const rest = found.filter((one) => !isCertain(one) && mayBeUnhealthy(one.stub));
  const suspects = new Set([...certain, ...(await withFailingAllocation(rest, nomad))]);
  const paths = found.map((one) =>
    [...(suspects.has(one) ? [one.stub] : []), ...(one.failedRun ? [one.failedRun] : [])].map(allocationsPath),
  );
  const all = paths.flat();
  const read = await findAll<readonly Entry[]>(nomad, all);
  const allocations = new Map(all.map((path, at) => [path, read[at] ?? null]));
  for (const [at, { address, stub, deployments, failedRun }] of found.entries()) {
    const own = paths[at]?.map((path) => allocations.get(path)) ?? [];
    const essences = [stub, ...(failedRun ? [failedRun] : [])].map(essenceOf);
    facts.set(address, { text: canonical([essences, deployments, own]) });
  }
  return facts;
}

function allocationsPath({ ID, Namespace }: Stub): string {
  return `/v1/job/${encodeURIComponent(ID)}/allocations?namespace=${encodeURIComponent(Namespace)}`;
}

/**
 * Returns those of many jobs that have an allocation that may be failing. Summaries count each failure since the registration of a job, so
 * in an old cluster nearly every job looks as if it failed.
 *
 * @see provider/internal/nomad/cluster/suspects.go
 */
async function withFailingAllocation<T extends { readonly stub: Stub }>(
  all: readonly T[],
  nomad: Reader,
): Promise<readonly T[]> {
  if (all.length <= READ_SINGLY) {
    return all;
  }
  const failing = new Set(
    (await nomad.list(FAILING)).map(({ Namespace, JobID }) => keyOf(String(Namespace), String(JobID))),
  );
  return all.filter(({ stub }) => failing.has(keyOf(stub.Namespace, stub.ID)));
}

function essenceOf(stub: Stub) {
  const { ID, Namespace, Type, Status, Stop, CreateIndex, ModifyIndex, JobModifyIndex, SubmitTime } = stub;
  const suspicion = [mayHaveFailed(stub), mayBeUnhealthy(stub)];
  return [Namespace, ID, Type, Status, Stop, CreateIndex, ModifyIndex, JobModifyIndex, SubmitTime, suspicion];
}

/** The newest run of each periodic job. A run has the submit time of its parent, so only the index says which one that is. */
function lastLaunched(all: readonly Stub[]): ReadonlyMap<string, Stub> {
  const runs = all.filter(({ ParentID }) => ParentID).sort((a, b) => a.CreateIndex - b.CreateIndex);
  return new Map(runs.map((run) => [keyOf(run.Namespace, run.ParentID), run]));
}

function byJob(deployments: readonly Deployment[]): ReadonlyMap<string, readonly unknown[]> {
  const found = new Map<string, unknown[]>();
  for (const { ID, Namespace, JobID, Status, JobSpecModifyIndex, TaskGroups } of deployments) {
    const unhealthy = Object.values(TaskGroups ?? {}).reduce((sum, { UnhealthyAllocs }) => sum + UnhealthyAllocs, 0);
    const key = keyOf(Namespace, JobID);
    found.set(key, [...(found.get(key) ?? []), [ID, Status, JobSpecModifyIndex, unhealthy]]);
  }
  return found;
}

/** Whether a service or system job may have an allocation that fails, as the provider decides it. */
function mayBeUnhealthy({ Type, Stop, JobSummary }: Stub): boolean {
  const groups = Object.values(JobSummary?.Summary ?? {});
  return !isBatch(Type) && !Stop && groups.some(({ Failed, Lost, Starting }) => Failed + Lost + Starting > 0);
}

/** Whether a job is dead although it may not have finished its work, as the provider decides it. */
function mayHaveFailed({ Type, Status, Stop, JobSummary }: Stub): boolean {
  const groups = Object.values(JobSummary?.Summary ?? {});
  return (
    Status === "dead" &&
    !Stop &&
    (!isBatch(Type) || !JobSummary || groups.some(({ Failed, Lost }) => Failed + Lost > 0))
  );
}

function isBatch(type: string): boolean {
  return type === "batch" || type === "sysbatch";
}

/**
 * Returns the jobs whose state does not have the specification of the program, or whose last apply failed. A plan asks Nomad's
 * scheduler about them, whose answer depends on all nodes and allocations.
 */
function scheduledAgain(stack: Stack, jobs: readonly StateObject[]): [string, ObjectFact][] {
  const wanted = new Map(stack.resources("nomad_job").map(({ name, values }) => [name, values]));
  return jobs.flatMap(({ address, name, values, remembered }) => {
    const { jobspec, json } = wanted.get(name) ?? {};
    // Terraform normalizes each text.
    const isSame = typeof jobspec === "string" && json === true && jobspec.normalize("NFC") === values.jobspec;
    const because = (reason: string): [string, ObjectFact][] => [[address, { reason }]];
    if (!isSame) {
      return because(`the specification of ${address} in the state is not the text of the program`);
    }
    return isFailed(remembered) ? because(`the last apply of ${address} failed`) : [];
  });
}

/** Whether the provider's private data contains a failed apply. */
function isFailed(remembered: string): boolean {
  try {
    const fields: unknown = remembered === "" ? {} : JSON.parse(remembered);
    return !isPlainObject(fields) || "failure" in fields;
  } catch {
    return true; // nobody knows what it contains
  }
}

function keyOf(namespace: string, id: string): string {
  return JSON.stringify([namespace, id]);
}
