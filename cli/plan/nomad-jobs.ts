import { readFileSync } from "node:fs";
import path from "node:path";
import { fetchTls } from "../../tools/fetch-tls";
import { nomadTlsFiles, type TlsFiles } from "../../tools/tls-files";
import { blockIn, tlsOf, tokenOf } from "./provider-block";

/** Where a stack's jobs are, and who asks. */
export interface NomadAccess {
  readonly address: string;
  readonly token?: string;
  /** With what an `https:` address is connected to. @default - nothing of its own */
  readonly tls?: TlsFiles;
}

/**
 * How a stack's provider reaches Nomad: by its `cdk.tf.json`, as the provider reads it. Nothing where the stack has no
 * provider for Nomad.
 *
 * @param folder the stack's folder
 * @throws Error when the command that gives the token fails
 */
export function nomadAccess(folder: string, environment: NodeJS.ProcessEnv = process.env): NomadAccess | undefined {
  const configuration = JSON.parse(readFileSync(path.join(folder, "cdk.tf.json"), "utf8"));
  const [block] = configuration.provider?.nomad ?? [];
  if (block === undefined) {
    return undefined;
  }
  const provider = blockIn(folder, block);
  const address = provider.address || environment.NOMAD_ADDR || "http://127.0.0.1:4646";
  const token = tokenOf(provider, environment.NOMAD_TOKEN);
  const tls = tlsOf(provider, nomadTlsFiles(environment));
  return { address, ...(token && { token }), ...(Object.keys(tls).length > 0 && { tls }) };
}

/** A job by `namespace/id`, with the index of its specification. */
export type JobIndexes = ReadonlyMap<string, number>;

/**
 * The indexes of all jobs that the token may list, in one request.
 *
 * @throws Error when Nomad does not answer with success
 * @see https://developer.hashicorp.com/nomad/api-docs/jobs#list-jobs
 */
export async function readJobIndexes({ address, token, tls }: NomadAccess): Promise<JobIndexes> {
  const headers: Record<string, string> = token ? { "X-Nomad-Token": token } : {};
  const response = await fetchTls(`${address}/v1/jobs?namespace=*`, { headers }, tls);
  if (!response.ok) {
    throw new Error(`nomad at ${address} answered ${response.status} to the list of jobs: ${await response.text()}`);
  }
  const jobs = (await response.json()) as readonly { Namespace: string; ID: string; JobModifyIndex: number }[];
  return new Map(jobs.map(({ Namespace, ID, JobModifyIndex }) => [`${Namespace}/${ID}`, JobModifyIndex]));
}
