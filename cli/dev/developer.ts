import { setMaxListeners } from "node:events";
import { NomadClient } from "../../clients";
import { errorText, reasonOf, withCode } from "../../errors";
import { nomadAccess } from "../stack/access";
import type { Stack } from "../stack/stack";
import { changesOf, deployedElsewhere } from "./jobs/changes";
import { chooseJobs } from "./jobs/choose-jobs";
import { JobFollower } from "./jobs/job-follower";
import { type ProgramJob, type ProgramView, viewOf } from "./jobs/program-view";
import { type CompleteJob, isRegistered, registerJob } from "./jobs/register";
import { elapsedSince, type Moment } from "./moment";
import type { DevOutput } from "./output";
import { requireLabOnly } from "./require-lab";
import { describeSteps } from "./steps";

/** Options of a {@link Developer}. */
export interface DeveloperOptions {
  readonly output: DevOutput;
  /** Ends everything. */
  readonly signal: AbortSignal;
  /** Ids of the chosen jobs; empty for all. */
  readonly names: readonly string[];
  /** Whether the logs of the tasks are shown. */
  readonly logs: boolean;
  /** Whether it is shown how long each step takes. */
  readonly timings: boolean;
}

/** A program, and whether a job of it was chosen on the command line. */
interface Chosen {
  readonly view: ProgramView;
  readonly isChosen: (job: ProgramJob) => boolean;
}

/** Registers the changed jobs of each new version of a program, and shows what happens to them. */
export class Developer {
  /** The text of each job that was registered last, or that the cluster already had. */
  private readonly registered = new Map<string, string>();
  private readonly followers = new Map<string, JobFollower>();
  /** The program as it was first synthesized. */
  private first: ProgramView | undefined;
  /** What was reported last, so that it is not repeated after each edit. */
  private readonly reported = new Map<string, string>();
  /** Aborts what follows the jobs of a lab. */
  private lab = new AbortController();

  constructor(private readonly options: DeveloperOptions) {}

  /**
   * Registers the jobs of a program that changed since the last call; at the first call, those that the cluster does not run as
   * they are in the program.
   *
   * @param since when the change was saved
   * @throws CodedError at the first call if the stacks are not for a running lab, or a chosen job does not exist
   */
  async update(stacks: readonly Stack[], since: Moment): Promise<void> {
    const { view, isChosen } = this.require(stacks);
    if (!this.first) {
      this.first = view;
      await this.takeWhatRuns(view, isChosen);
    }
    const { register, incomplete } = changesOf(view, this.registered, isChosen);
    this.reportElsewhere(view, incomplete);
    if (register.length === 0) {
      this.options.output.note("no job changed");
    }
    await Promise.all(register.filter(isComplete).map((job) => this.register(job, since)));
  }

  /**
   * Checks that the stacks are for a running lab and have the chosen jobs. A lab that was removed has no jobs when it is started again.
   *
   * @returns what the stacks describe, and which of their jobs were chosen
   * @throws CodedError if the stacks are not for a running lab, or a chosen job does not exist
   */
  require(stacks: readonly Stack[]): Chosen {
    try {
      requireLabOnly(stacks);
    } catch (error) {
      this.first = undefined;
      this.registered.clear();
      this.followers.clear();
      this.lab.abort();
      this.lab = new AbortController();
      throw error;
    }
    const view = viewOf(stacks);
    return { view, isChosen: chooseJobs(view, this.options.names) };
  }

  /** Finds the jobs that already run as they are in the program. */
  private async takeWhatRuns({ jobs }: ProgramView, isChosen: (job: ProgramJob) => boolean): Promise<void> {
    const chosen = [...jobs.values()].filter((job) => isChosen(job)).filter(isComplete);
    await Promise.all(
      chosen.map(async (job) => {
        // The registration reports what Nomad refuses.
        if (await isRegistered(nomadOf(job), job).catch(() => false)) {
          this.registered.set(job.key, job.text);
        }
      }),
    );
    const running = chosen.filter(({ key }) => this.registered.has(key)).map(({ key }) => key);
    if (running.length > 0) {
      this.options.output.note(`already registered as in the program: ${running.join(", ")}`);
    }
  }

  private async register(job: CompleteJob, since: Moment): Promise<void> {
    const { output, logs, timings } = this.options;
    const nomad = nomadOf(job);
    const began = Date.now();
    try {
      const registration = await registerJob(nomad, job);
      this.registered.set(job.key, job.text);
      output.success(`${job.key} registered as version ${registration.version} ${elapsedSince(since)}`);
      if (timings) {
        output.note(`  ${describeSteps([...since.steps, ["registration", Date.now() - began]])}`);
      }
      if (registration.warnings !== "") {
        output.event(job.key, registration.warnings, true);
      }
      const signal = AbortSignal.any([this.options.signal, this.lab.signal]);
      setMaxListeners(0, signal); // one for each log that is followed
      const follower = this.followers.get(job.key) ?? new JobFollower(job, { nomad, output, signal, logs, timings });
      this.followers.set(job.key, follower);
      follower.registered(job, registration, since, began);
    } catch (error) {
      output.problem(`${job.key}: ${errorText(error)}${adviceFor(error)}`);
    }
  }

  /** Reports what changed and only `cdknomad up` deploys. */
  private reportElsewhere(view: ProgramView, incomplete: readonly ProgramJob[]): void {
    const { output } = this.options;
    const addresses = this.first ? deployedElsewhere(this.first, view) : [];
    this.reportOnce("elsewhere", addresses.join(", "), (changed) =>
      output.note(`not deployed by this command: ${changed}; deploy it with \`cdknomad up\``),
    );
    for (const job of incomplete) {
      this.reportOnce(job.key, job.text, () =>
        output.problem(
          withCode(
            "job-not-complete",
            `${job.key}: the job has values that only Terraform knows, so it was not registered; deploy it with \`cdknomad up\``,
          ),
        ),
      );
    }
  }

  private reportOnce(subject: string, text: string, report: (text: string) => void): void {
    if (text !== "" && this.reported.get(subject) !== text) {
      report(text);
    }
    this.reported.set(subject, text);
  }
}

function isComplete(job: ProgramJob): job is CompleteJob {
  return job.wire !== undefined;
}

function nomadOf({ stack }: ProgramJob): NomadClient {
  const access = nomadAccess(stack);
  return new NomadClient(access ?? { address: "" });
}

/** Returns what to do about an error that only a deployment of the other resources fixes. */
function adviceFor(error: unknown): string {
  return /nonexistent namespace/.test(reasonOf(error)) ? "\n  the namespace is deployed with `cdknomad up`" : "";
}
