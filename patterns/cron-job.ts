import type { Construct } from "constructs";
import { createIssue } from "../constructs/issue";
import { type Duration, parseDuration, type TaskGroup } from "../constructs/spec";
import { type Container, type ContainerDriver, type ContainerProps, containerIssues, containerTask } from "./container";
import { type PatternIssue, patternProps } from "./issues";
import { type BuiltJob, jobFields, namespaceNameOf, type PatternProps } from "./job-pattern";
import { ProgramPattern } from "./program-pattern";
import { volumeParts } from "./volumes";

/**
 * What a {@link CronJob} is made of, beside its driver.
 *
 * @see docs/how-to/cron-job.md
 */
export interface CronJobFields
  extends PatternProps,
    ContainerProps,
    Pick<TaskGroup, "ephemeralDisk" | "network" | "restart"> {
  /** When the program runs: cron expressions, such as `["15 3 * * *"]` for a quarter past three each night. */
  readonly crons: readonly string[];
  /**
   * The time zone of `crons`, such as `"Europe/Berlin"`. When clocks change, a time that does not exist is skipped, and one that
   * exists twice runs twice.
   * @default - Nomad uses UTC
   */
  readonly timeZone?: string;
  /**
   * Whether the schedule is in force. Without it, the job only runs when an operator forces it.
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * The longest time that a run may take, such as `"1h"`. The program gets SIGTERM then, and SIGKILL 30 s later, and the run has
   * failed. The program `timeout` of the image does this, because Nomad has no such limit; so `command` or `config.entrypoint` has
   * to name what runs.
   * @default - no limit, and a run that hangs keeps the next ones from starting
   */
  readonly timeout?: Duration;
}

/**
 * What a {@link CronJob} is made of.
 *
 * @see docs/how-to/cron-job.md
 */
export type CronJobProps = CronJobFields & ContainerDriver;

/**
 * A program that runs at times given by cron expressions: never two runs at the same time, and a run that fails is not repeated unless
 * `restart` says so.
 *
 * @example
 * new CronJob(stack, "report", {
 *   name: "report",
 *   crons: ["15 3 * * *"],
 *   timeZone: "Europe/Berlin",
 *   timeout: "30m",
 *   image: "registry.example.com/report:1.3.0",
 *   command: "/bin/report",
 *   resources: { cpu: 200, memory: 256 },
 * });
 *
 * @see docs/how-to/cron-job.md
 */
export class CronJob extends ProgramPattern {
  /**
   * @throws Error when the stack already has a job of this name in this namespace
   */
  constructor(scope: Construct, id: string, props: CronJobProps) {
    super(scope, id, props, cronJob);
  }
}

/** Returns the job of a scheduled program, and what is wrong with its props. The function is pure. */
export function cronJob(props: CronJobProps): BuiltJob {
  const { name, crons, enabled, timeZone, timeout, ephemeralDisk, network, secrets, tasks = [] } = props;
  const { volumes } = volumeParts(props.volumes ?? []);
  return {
    job: {
      ...jobFields(props),
      type: "batch",
      periodic: {
        crons,
        ...(timeZone !== undefined && { timeZone }),
        prohibitOverlap: true,
        ...(enabled !== undefined && { enabled }),
      },
      groups: [
        {
          name: "run",
          ...(network && { network }),
          ...(volumes.length > 0 && { volumes }),
          // A run may not be repeatable, so only an operator or `restart` repeats it.
          restart: props.restart ?? { attempts: 0, mode: "fail" },
          reschedule: { attempts: 0, unlimited: false },
          ...(ephemeralDisk && { ephemeralDisk }),
          tasks: [containerTask(name, namespaceNameOf(props), withTimeout(props, timeout), []), ...tasks],
        },
      ],
    },
    issues: [...containerIssues(name, props), ...timeoutIssues(props)],
    secrets,
  };
}

function timeoutIssues({ timeout, command, config }: CronJobProps): PatternIssue[] {
  if (timeout === undefined) {
    return [];
  }
  const hasProgram = command !== undefined || entrypointOf(config).length > 0;
  return [
    ...(hasProgram ? [] : [createIssue(patternProps, { path: "timeout", problem: "noProgram" })]),
    ...(secondsOf(timeout) <= 0 ? [createIssue(patternProps, { path: "timeout", problem: "timeout", timeout })] : []),
  ];
}

/** The container with the program `timeout` in front of its own. Both GNU's and BusyBox's read these arguments. */
function withTimeout(props: CronJobProps, timeout: Duration | undefined): Container {
  if (timeout === undefined) {
    return props;
  }
  const entrypoint = ["timeout", "-k", "30", String(secondsOf(timeout)), ...entrypointOf(props.config)];
  return { ...props, config: { ...props.config, entrypoint } } as Container;
}

function entrypointOf(config: CronJobProps["config"]): readonly string[] {
  const { entrypoint = [] } = config ?? {};
  return typeof entrypoint === "string" ? [entrypoint] : entrypoint;
}

/** Whole seconds, rounded up; 0 for a text that is not a duration. */
function secondsOf(timeout: Duration): number {
  return Math.ceil((parseDuration(timeout) ?? 0) / 1e9);
}
