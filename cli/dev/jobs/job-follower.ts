import type { NomadClient } from "../../../clients";
import { errorText } from "../../../errors";
import { elapsedSince, type Moment } from "../moment";
import type { DevOutput } from "../output";
import { pause } from "../pause";
import { describeSteps } from "../steps";
import { followEvaluation } from "./follow-evaluation";
import { type AllocationStub, type JobNews, JobWatch } from "./job-news";
import { type CompleteJob, jobPath, type Registration } from "./register";
import { stepsOfStart } from "./steps-of-start";
import { followLog } from "./task-logs";

/** How long Nomad may hold back the answer to a blocking query, and how long the answer may take, in milliseconds. */
const WAIT = { query: 60_000, answer: 90_000 };
/** Milliseconds after a failed request. */
const PAUSE = 1_000;

interface Deployment {
  readonly ID: string;
  readonly JobVersion: number;
  readonly Status: string;
  readonly StatusDescription: string;
}

/** Options of a {@link JobFollower}. */
export interface FollowerOptions {
  readonly nomad: NomadClient;
  readonly output: DevOutput;
  /** Ends everything. */
  readonly signal: AbortSignal;
  /** Whether the logs of the tasks are shown. */
  readonly logs: boolean;
  /** Whether it is shown how long each step takes. */
  readonly timings: boolean;
}

/** Shows what happens to a job since it was registered: placement, events of its tasks, deployment, and the logs of new allocations. */
export class JobFollower {
  private readonly watch = new JobWatch();
  private isFollowing = false;
  private since: Pick<Moment, "what" | "at"> = { what: "the change", at: 0 };
  /** When Nomad had answered the registration, in milliseconds since 1970. */
  private answeredAt = 0;
  private version = 0;
  /** What was said of each deployment, by its id. */
  private readonly deployments = new Map<string, string>();
  /** Ends what follows the evaluation of an older version. */
  private evaluation = new AbortController();

  /** @param job the job as it is registered first */
  constructor(
    private job: CompleteJob,
    private readonly options: FollowerOptions,
  ) {}

  /**
   * Begins with a new version of the job.
   *
   * @param since when the change was saved
   * @param registeredAt when the registration began
   */
  registered(job: CompleteJob, { version, evaluation }: Registration, since: Moment, registeredAt: number): void {
    this.job = job;
    this.since = since;
    this.answeredAt = Date.now();
    this.version = version;
    this.watch.expect(job.wire, version, registeredAt);
    if (evaluation !== "") {
      this.followEvaluation(evaluation);
    }
    if (!this.isFollowing) {
      this.isFollowing = true;
      void this.followAllocations();
      void this.followDeployments();
    }
  }

  private followEvaluation(id: string): void {
    const { nomad, signal, output } = this.options;
    this.evaluation.abort();
    this.evaluation = new AbortController();
    const { key } = this.job;
    const report = (problem: string) => output.event(key, problem, true);
    const until = AbortSignal.any([signal, this.evaluation.signal]);
    void followEvaluation({ nomad, job: this.job, id, signal: until, report }).catch((error: unknown) =>
      report(errorText(error)),
    );
  }

  private followAllocations(): Promise<void> {
    return this.followPath<readonly AllocationStub[]>("/allocations", (allocations) => {
      for (const news of this.watch.news(allocations)) {
        this.show(news);
      }
    });
  }

  private followDeployments(): Promise<void> {
    // All of them: Nomad may restore the version before, with a deployment of its own, before a failed one was seen.
    return this.followPath<readonly Deployment[]>("/deployments", (deployments) => {
      for (const { ID, JobVersion, Status, StatusDescription } of deployments.toSorted(byVersion)) {
        const state = `deployment ${Status}: ${StatusDescription}`;
        if (JobVersion >= this.version && state !== this.deployments.get(ID) && Status !== "running") {
          this.deployments.set(ID, state);
          this.options.output.event(this.job.key, state, Status !== "successful");
        }
      }
    });
  }

  /** Reads a list of the job again each time that Nomad reports a change. */
  private async followPath<T>(rest: string, receive: (found: T) => void): Promise<void> {
    const { nomad, signal } = this.options;
    let index = 0;
    while (!signal.aborted) {
      const path = `${jobPath(this.job.wire, rest)}&index=${index}&wait=${WAIT.query}ms`;
      const answer = await nomad.send("GET", path, { timeout: WAIT.answer, signal });
      if (answer.status === 200 && !signal.aborted) {
        index = answer.index ?? 0;
        receive(JSON.parse(answer.text) as T);
      }
      if (answer.status !== 200 || index === 0) {
        index = 0;
        await pause(PAUSE, signal);
      }
    }
  }

  private show(news: JobNews): void {
    const { output, logs, timings } = this.options;
    if (news.kind === "event") {
      output.event(`${this.job.key}/${news.task}`, news.text, news.isProblem);
    } else if (news.kind === "started" && logs) {
      this.followLogs(news.allocation.ID, news.task);
    } else if (news.kind === "running") {
      const { ID, NodeName } = news.allocation;
      const what = news.isNew ? "runs" : "was updated in place and runs";
      const where = `${NodeName} (allocation ${ID.slice(0, 8)})`;
      output.success(`${this.job.key} ${what} on ${where} ${elapsedSince(this.since)}`);
      if (timings) {
        output.note(`  ${describeSteps(stepsOfStart(news.allocation, this.answeredAt, Date.now()))}`);
      }
    }
  }

  private followLogs(allocation: string, task: string): void {
    const { nomad, output, signal } = this.options;
    for (const type of ["stdout", "stderr"] as const) {
      void followLog(nomad, { allocation, task, type }, signal, (line) =>
        output.log(`${this.job.key}/${task}`, line, type === "stderr"),
      );
    }
  }
}

function byVersion(one: Deployment, other: Deployment): number {
  return one.JobVersion - other.JobVersion;
}
