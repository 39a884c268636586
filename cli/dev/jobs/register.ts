import type { NomadClient } from "../../../clients";
import type { ProgramJob } from "./program-view";

/** Nomad's answer to a registration. */
export interface Registration {
  /** Id of the evaluation; empty for a job that something else starts, such as a periodic one. */
  readonly evaluation: string;
  readonly version: number;
  readonly warnings: string;
}

/** A job that Nomad can register. */
export type CompleteJob = ProgramJob & { readonly wire: NonNullable<ProgramJob["wire"]> };

/**
 * Registers a job with the same request as an apply, so that the job's source in Nomad's web UI is the same.
 *
 * @throws ApiError if Nomad refuses the job
 * @see https://developer.hashicorp.com/nomad/api-docs/jobs#create-job
 */
export async function registerJob(nomad: NomadClient, { wire }: CompleteJob): Promise<Registration> {
  const body = { Job: wire, Submission: { Source: JSON.stringify(wire, null, 2), Format: "json" } };
  const { EvalID, Warnings } = await nomad.request<{ readonly EvalID: string; readonly Warnings?: string }>(
    "POST",
    "/v1/jobs",
    { body },
  );
  const { Version } = await nomad.get<{ readonly Version: number }>(jobPath(wire));
  return { evaluation: EvalID, version: Version, warnings: Warnings ?? "" };
}

/**
 * Whether the cluster already runs a job as it is in the program.
 *
 * @throws ApiError if Nomad refuses the job
 * @see https://developer.hashicorp.com/nomad/api-docs/jobs#create-job-plan
 */
export async function isRegistered(nomad: NomadClient, { wire }: CompleteJob): Promise<boolean> {
  const body = { Job: wire, Diff: true };
  const { Diff } = await nomad.request<{ readonly Diff?: { readonly Type: string } }>("POST", jobPath(wire, "/plan"), {
    body,
  });
  return Diff?.Type === "None";
}

/** Returns the path of a job in Nomad's API. */
export function jobPath({ ID, Namespace }: CompleteJob["wire"], rest = ""): string {
  return `/v1/job/${encodeURIComponent(ID ?? "")}${rest}?namespace=${encodeURIComponent(Namespace || "default")}`;
}
