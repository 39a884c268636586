import { fetchTls } from "../../tools/fetch-tls";
import type { TlsFiles } from "../../tools/tls-files";
import type { JobRequest } from "./jobspec";

/** How Nomad is found, in the variables that its own commands read. */
export interface ClusterAccess {
  /** The HTTP API, as NOMAD_ADDR. */
  readonly address: string;
  /** The secret of an ACL token with `read-job`, as NOMAD_TOKEN. It is sent to the address and told to nobody. */
  readonly token?: string | undefined;
  /** With what an `https:` address is connected to. @default - nothing of its own */
  readonly tls?: TlsFiles;
}

/** The part of a job that says which version of it runs. */
interface ServerJob {
  readonly ID: string;
  readonly Version: number;
  readonly ParentID?: string;
  readonly Stop?: boolean;
}

/** What a person submitted, as Nomad keeps it with each version of a job. */
interface Submission {
  readonly Format: "hcl2" | "hcl1" | "json";
  readonly Source: string;
  readonly Variables: string;
  readonly VariableFlags: Readonly<Record<string, string>> | null;
}

/** A job of the cluster: what a person wrote where Nomad still has it, and what the server made of it. */
export interface RunningJob {
  readonly id: string;
  readonly namespace: string;
  /** The submission of the version that runs. */
  readonly written?: JobRequest;
  /** The job as the server has it. */
  readonly running: JobRequest;
}

/**
 * Reads one job, or all of a namespace, from the cluster. Of a namespace, jobs are left out that were stopped
 * or that Nomad itself made of a periodic or parameterized one.
 *
 * @param access where Nomad is
 * @param namespace the namespace
 * @param id the job; all of them where it is absent
 * @throws Error when Nomad does not answer, or refuses
 * @see https://developer.hashicorp.com/nomad/api-docs/jobs#read-job-submission
 */
export async function runningJobs(access: ClusterAccess, namespace: string, id?: string): Promise<RunningJob[]> {
  const query = `namespace=${encodeURIComponent(namespace)}`;
  const ids =
    id === undefined
      ? ((await get(access, `/v1/jobs?${query}`)) as ServerJob[])
          .filter(({ ParentID, Stop }) => !ParentID && !Stop)
          .map(({ ID }) => ID)
      : [id];
  return Promise.all(
    ids.map(async (id) => {
      const path = `/v1/job/${encodeURIComponent(id)}`;
      const job = (await get(access, `${path}?${query}`)) as ServerJob | undefined;
      if (job === undefined) {
        throw new Error(`nomad at ${access.address} has no job "${id}" in the namespace "${namespace}"`);
      }
      const submission = await get(access, `${path}/submission?version=${job.Version}&${query}`);
      const name = `${id}@${namespace}`;
      const running: JobRequest = { path: name, body: JSON.stringify(job), running: true, canonical: true };
      return submission === undefined
        ? { id, namespace, running }
        : { id, namespace, running, written: writtenRequest(name, submission as Submission) };
    }),
  );
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

/** What Nomad answers; undefined for what it does not have. */
async function get({ address, token, tls }: ClusterAccess, path: string): Promise<unknown> {
  const headers: Record<string, string> = token === undefined ? {} : { "X-Nomad-Token": token };
  const response = await fetchTls(new URL(path, address), { headers }, tls).catch((error: Error) => {
    const { message } = (error.cause ?? error) as Error;
    throw new Error(`nomad does not answer at ${address}: ${message}; set NOMAD_ADDR to where it is`);
  });
  if (response.status === 404) {
    return undefined;
  }
  if (!response.ok) {
    const hint = response.status === 403 ? "; NOMAD_TOKEN has to be a token with read-job in that namespace" : "";
    throw new Error(`nomad answered ${response.status} to GET ${path}: ${(await response.text()).trim()}${hint}`);
  }
  return response.json();
}
