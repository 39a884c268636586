import { readFileSync } from "node:fs";
import path from "node:path";
import type { WireJob } from "../../.gen/nomad";
import type { Apis } from "../../__tests__/lab/plan/apis";
import { readFolder } from "../../__tests__/unit/import/job-files";
import { errorText } from "../../errors";

/** A job of a file, in the form in which `nomad job run` registers it. */
export interface FileJob {
  /** The file, relative to the folder that is read. */
  readonly file: string;
  readonly id: string;
  readonly namespace: string;
  readonly job: WireJob;
  /** The text and the values of its variables, which Nomad stores with the job; absent for files in JSON. */
  readonly submission?: object;
}

/** The job files below a folder, and why the others are not jobs. */
export interface Files {
  readonly jobs: readonly FileJob[];
  readonly unreadable: ReadonlyMap<string, string>;
}

/** Reads all job files below a folder. A variable without a value gets an invented one. */
export async function readFiles(folder: string): Promise<Files> {
  const jobs: FileJob[] = [];
  const unreadable = new Map<string, string>();
  for (const answer of await readFolder(folder)) {
    const file = path.relative(folder, answer.path);
    const { job, format } = answer;
    if (job?.ID === undefined) {
      unreadable.set(file, (answer.problems ?? []).map(({ message }) => message).join("; "));
      continue;
    }
    const submission = { Source: readFileSync(answer.path, "utf8"), Format: "hcl2", VariableFlags: answer.given ?? {} };
    jobs.push({
      file,
      id: String(job.ID),
      namespace: String(job.Namespace || "default"),
      job,
      ...(format === "hcl" && { submission }),
    });
  }
  return { jobs, unreadable };
}

/** Divides jobs into batches in which no two jobs have the same id and namespace. */
export function batches(jobs: readonly FileJob[], size: number): FileJob[][] {
  const result: FileJob[][] = [];
  for (const job of jobs) {
    const fits = (batch: readonly FileJob[]) =>
      batch.length < size && !batch.some(({ id, namespace }) => id === job.id && namespace === job.namespace);
    const batch = result.find(fits);
    if (batch) {
      batch.push(job);
    } else {
      result.push([job]);
    }
  }
  return result;
}

/**
 * Registers jobs with the namespaces and node pools that they name.
 *
 * @returns why Nomad refused jobs, by file
 */
export async function register({ nomad }: Apis, jobs: readonly FileJob[]): Promise<ReadonlyMap<string, string>> {
  const refused = new Map<string, string>();
  for (const { file, job, namespace, submission } of jobs) {
    await nomad("POST", `namespace/${namespace}`, { Name: namespace });
    const pool = job.NodePool as string | undefined;
    if (pool && pool !== "default" && pool !== "all") {
      await nomad("POST", "node/pools", { Name: pool });
    }
    try {
      await nomad("POST", `jobs?namespace=${namespace}`, {
        Job: { ...job, Namespace: namespace },
        ...(submission && { Submission: submission }),
      });
    } catch (error) {
      refused.set(file, errorText(error));
    }
  }
  return refused;
}

/** Removes all jobs of the cluster, and waits until Nomad has no evaluation of them left to do. */
export async function removeAll({ nomad }: Apis): Promise<void> {
  for (const { ID, Namespace } of await nomad("GET", "jobs?namespace=*")) {
    await nomad("DELETE", `job/${encodeURIComponent(ID)}?purge=true&namespace=${Namespace}`);
  }
  await nomad("PUT", "system/gc");
}

/** Versions, index, and allocations of jobs: what a registration or a replaced allocation would change. */
export async function standing({ nomad }: Apis, jobs: readonly FileJob[]): Promise<ReadonlyMap<string, string>> {
  const result = new Map<string, string>();
  for (const { file, id, namespace } of jobs) {
    const url = `job/${encodeURIComponent(id)}`;
    const { Version, JobModifyIndex } = await nomad("GET", `${url}?namespace=${namespace}`);
    const allocations: { ID: string; DesiredStatus: string }[] = await nomad(
      "GET",
      `${url}/allocations?namespace=${namespace}`,
    );
    const wanted = allocations.filter(({ DesiredStatus }) => DesiredStatus === "run").map(({ ID }) => ID);
    result.set(file, JSON.stringify({ Version, JobModifyIndex, wanted: wanted.sort() }));
  }
  return result;
}
