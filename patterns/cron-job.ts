import type { Construct } from "constructs";
import { createIssue } from "../constructs/issue";
import { type Duration, parseDuration, type TaskGroup } from "../constructs/spec";
import { type Container, type ContainerDriver, type ContainerProps, containerIssues, containerTask } from "./container";
import { type PatternIssue, patternProps } from "./issues";
import { type BuiltJob, jobFields, namespaceNameOf, type PatternProps } from "./job-pattern";
import { ProgramPattern } from "./program-pattern";
import { volumeParts } from "./volumes";

/**
 * Properties of a {@link CronJob}, except those of its driver.
 *
 * @see docs/how-to/cron-job.md
 */
export interface CronJobFields
  extends PatternProps,
    ContainerProps,
    Pick<TaskGroup, "ephemeralDisk" | "network" | "restart"> {
  /**
   * When the program runs: cron expressions, such as `["15 3 * * *"]` for 03:15 each night.
   * @see https://developer.hashicorp.com/nomad/docs/job-specification/periodic#crons
   */
  readonly crons: readonly string[];
  /**
   * Time zone of `crons`, such as `"Europe/Berlin"`. When clocks change, Nomad skips a time that does not exist, and runs the program twice
   * at a time that exists twice.
   * @default - Nomad uses UTC
   */
  readonly timeZone?: string;
  /**
   * Whether Nomad runs the program at these times. If not, it only runs with `nomad job periodic force`.
   * @default - Nomad uses `true`
   */
  readonly enabled?: boolean;
  /**
   * Longest duration of a run, such as `"1h"`. After it, the program gets SIGTERM, 30 s later SIGKILL, and the run fails. The program
   * `timeout` of the image enforces it, so `command` or `config.entrypoint` must be set.
   * @default - no limit; Nomad does not start the next run while one is running
   */
  readonly timeout?: Duration;
}

/**
 * Properties of a {@link CronJob}.
 *
 * @see docs/how-to/cron-job.md
 */
export type CronJobProps = CronJobFields & ContainerDriver;

/**
 * A program that runs at the times of cron expressions, as a job of the type `batch`. Two runs never overlap, and Nomad does not repeat a
 * failed run unless `restart` allows it.
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
   * @throws CodedError if the stack has this job already (`address-taken`), if its name or namespace is a runtime value
   * (`property-invalid`), or if two stacks would depend on each other (`stack-cycle`)
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
