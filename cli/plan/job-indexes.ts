import { type Access, NomadClient } from "../../clients";

/** The JobModifyIndex of each job, by `namespace/id`. */
export type JobIndexes = ReadonlyMap<string, number>;

/**
 * Returns the indexes of all jobs that the token may list, in one request.
 *
 * @throws ApiError if Nomad does not answer with success
 * @see https://developer.hashicorp.com/nomad/api-docs/jobs#list-jobs
 */
export async function readJobIndexes(access: Access): Promise<JobIndexes> {
  const jobs = await new NomadClient(access).get<readonly { Namespace: string; ID: string; JobModifyIndex: number }[]>(
    "/v1/jobs?namespace=*",
  );
  return new Map(jobs.map(({ Namespace, ID, JobModifyIndex }) => [`${Namespace}/${ID}`, JobModifyIndex]));
}
