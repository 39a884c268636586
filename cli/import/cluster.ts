import { ApiError, inParallel, type NomadClient } from "../../clients";
import { nearest, quoted } from "../../constructs/issue";
import { CodedError } from "../../errors";
import type { JobRequest } from "./jobspec";

/** The fields of a server's job that the importer reads before its parser. */
interface ServerJob {
  readonly ID: string;
  readonly Version: number;
  readonly ParentID?: string;
  readonly Stop?: boolean;
  readonly Status?: string;
  readonly TaskGroups?: readonly { readonly Name: string; readonly Count: number }[] | null;
}

/** The text that a user submitted. Nomad stores it with each version of a job. */
interface Submission {
  readonly Format: "hcl2" | "hcl1" | "json";
  readonly Source: string;
  readonly Variables: string;
  readonly VariableFlags: Readonly<Record<string, string>> | null;
}

/** A job of the cluster: the submitted text, if Nomad still has it, and the job on the server. */
export interface RunningJob {
  readonly id: string;
  readonly namespace: string;
  /** The submission of the running version. */
  readonly written?: JobRequest;
  /** The job on the server. */
  readonly running: JobRequest;
  /** The count of each group, which can differ from the submitted one after `nomad job scale`. */
  readonly counts: ReadonlyMap<string, number>;
  /** What differs from a job that runs normally: it is stopped or dead. */
  readonly notes: readonly string[];
}

/**
 * Reads one job or all jobs of a namespace from the cluster. For a namespace, it skips stopped jobs and the jobs that Nomad
 * itself created from a periodic or parameterized job.
 *
 * @param nomad the cluster
 * @param namespace the namespace
 * @param id the job; all jobs of the namespace if it is absent
 * @throws ApiError if Nomad does not answer or rejects the token; Error if the namespace or the job does not exist
 * @see https://developer.hashicorp.com/nomad/api-docs/jobs#read-job-submission
 */
export async function runningJobs(nomad: NomadClient, namespace: string, id?: string): Promise<RunningJob[]> {
  const query = `namespace=${encodeURIComponent(namespace)}`;
  const ids =
    id === undefined
      ? ((await read<ServerJob[]>(nomad, `/v1/jobs?${query}`)) ?? [])
          .filter(({ ParentID, Stop }) => !ParentID && !Stop)
          .map(({ ID }) => ID)
      : [id];
  if (ids.length === 0) {
    await requireNamespace(nomad, namespace);
  }
  return inParallel(ids, async (id) => {
    const path = `/v1/job/${encodeURIComponent(id)}`;
    const job = await read<ServerJob>(nomad, `${path}?${query}`);
    if (job === undefined) {
      await requireNamespace(nomad, namespace);
      throw new CodedError(
        "import-source",
        `nomad at ${nomad.access.address} has no job "${id}" in the namespace "${namespace}"`,
      );
    }
    if (job.ParentID) {
      throw new CodedError(
        "import-source",
        `the job "${id}" is one run of the periodic or parameterized job "${job.ParentID}"; import ${job.ParentID}@${namespace} instead`,
      );
    }
    const submission = await read<Submission>(nomad, `${path}/submission?version=${job.Version}&${query}`);
    const name = `${id}@${namespace}`;
    const running: JobRequest = { path: name, body: JSON.stringify(job), running: true, canonical: true };
    const counts = new Map((job.TaskGroups ?? []).map(({ Name, Count }) => [Name, Count] as const));
    return {
      id,
      namespace,
      running,
      counts,
      notes: stateNotes(job),
      ...(submission !== undefined && { written: writtenRequest(name, submission) }),
    };
  });
}

function stateNotes({ Stop, Status }: ServerJob): string[] {
  if (Stop) {
    return ["the job is stopped on the cluster; an apply of the program starts it"];
  }
  return Status === "dead" ? ["the job is dead on the cluster: all of its allocations ended"] : [];
}

/** Nomad answers like for an empty namespace if a namespace does not exist. */
async function requireNamespace(nomad: NomadClient, namespace: string): Promise<void> {
  const namespaces = (await read<readonly { readonly Name: string }[]>(nomad, "/v1/namespaces")) ?? [];
  const names = namespaces.map(({ Name }) => Name);
  if (names.length > 0 && !names.includes(namespace)) {
    const similar = nearest(namespace, names);
    const hint = similar === undefined ? `it has ${quoted(names)}` : `did you mean "${similar}"?`;
    throw new CodedError("import-source", `nomad at ${nomad.access.address} has no namespace "${namespace}"; ${hint}`);
  }
}

function writtenRequest(path: string, { Source, Variables, VariableFlags }: Submission): JobRequest {
  return {
    path,
    body: Source,
    vars: Object.entries(VariableFlags ?? {}).map(([name, value]) => `${name}=${value}`),
    variables: Variables,
    lenient: true,
    canonical: true,
  };
}

/** Reads an object and, if the token may not, names the capability that it needs. */
async function read<T>(nomad: NomadClient, path: string): Promise<T | undefined> {
  return nomad.find<T>(path).catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 403 && error.code !== "token-expired") {
      throw new ApiError(403, `${error.reason}; set NOMAD_TOKEN to a token with read-job in that namespace`);
    }
    throw error;
  });
}
