import type { NomadClient } from "../../../clients";
import { pause } from "../pause";
import { describePlacement, type PlacementMetrics } from "./placement";
import { type CompleteJob, jobPath } from "./register";

/** Milliseconds between two requests about an evaluation. */
const PAUSE = 100;

/** Milliseconds after which an evaluation that has not ended is late. Nomad usually needs less than 100. */
const LATE = 5_000;

interface Evaluation {
  readonly Status: string;
  readonly StatusDescription?: string;
  readonly FailedTGAllocs?: Readonly<Record<string, PlacementMetrics>> | null;
}

/** What {@link followEvaluation} needs. */
export interface FollowedEvaluation {
  readonly nomad: Pick<NomadClient, "find" | "request">;
  readonly job: CompleteJob;
  /** Id of the evaluation of the registration. */
  readonly id: string;
  /** Ends it; it aborts when a newer version is registered. */
  readonly signal: AbortSignal;
  /** Receives each problem. */
  readonly report: (problem: string) => void;
}

/**
 * Reports why Nomad does not place a version of a job: nodes without room, or an evaluation that fails or does not end. If an
 * evaluation does not end, it asks Nomad once for another one, like `nomad job eval`: the next version of the job should not be needed to
 * start this one.
 *
 * @param late milliseconds after which an evaluation that has not ended is reported
 * @see https://developer.hashicorp.com/nomad/api-docs/jobs#create-job-evaluation
 */
export async function followEvaluation(followed: FollowedEvaluation, late = LATE): Promise<void> {
  const { nomad, job, id, report } = followed;
  if (await reportEnd(followed, Date.now() + late)) {
    return;
  }
  report(
    `Nomad has not scheduled this version within ${late / 1000} s: evaluation ${id.slice(0, 8)} is pending; asking for another one`,
  );
  const body = { JobID: job.wire.ID, Namespace: job.wire.Namespace };
  const again = await nomad.request<{ readonly EvalID: string }>("POST", jobPath(job.wire, "/evaluate"), { body });
  await reportEnd({ ...followed, id: again.EvalID }, Number.POSITIVE_INFINITY);
}

/** Waits for the end of an evaluation and reports its problems. @returns false if it has not ended at the deadline */
async function reportEnd({ nomad, id, signal, report }: FollowedEvaluation, deadline: number): Promise<boolean> {
  while (!signal.aborted) {
    const found = await nomad.find<Evaluation>(`/v1/evaluation/${id}`).catch(() => undefined);
    if (found && found.Status !== "pending") {
      for (const [group, metrics] of Object.entries(found.FailedTGAllocs ?? {})) {
        report(describePlacement(group, metrics));
      }
      if (found.Status === "failed") {
        report(`evaluation failed: ${found.StatusDescription ?? ""}`);
      }
      return true;
    }
    if (Date.now() > deadline) {
      return false;
    }
    await pause(PAUSE, signal);
  }
  return true;
}
