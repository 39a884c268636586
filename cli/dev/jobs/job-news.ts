import type { WireJob } from "../../../.gen/nomad";

/** The fields of an event of a task that are read. */
export interface TaskEvent {
  readonly Type: string;
  /** Nanoseconds since 1970. */
  readonly Time: number;
  readonly DisplayMessage: string;
}

/** The fields of an allocation in a list of Nomad that are read. */
export interface AllocationStub {
  readonly ID: string;
  readonly NodeName: string;
  readonly TaskGroup: string;
  readonly JobVersion: number;
  readonly ClientStatus: string;
  readonly DesiredStatus: string;
  /** Nanoseconds since 1970. */
  readonly CreateTime: number;
  readonly TaskStates?: Readonly<Record<string, TaskState>> | null;
}

interface TaskState {
  readonly State: string;
  readonly Failed: boolean;
  readonly Events?: readonly TaskEvent[] | null;
}

/** What is new about a job. */
export type JobNews =
  | { readonly kind: "event"; readonly task: string; readonly text: string; readonly isProblem: boolean }
  /** A task started for the first time, so that it has logs. */
  | { readonly kind: "started"; readonly allocation: AllocationStub; readonly task: string }
  | { readonly kind: "running"; readonly allocation: AllocationStub; readonly isNew: boolean };

/** Events that mean that something went wrong. */
const PROBLEM = /fail|unhealthy|not restarting|restarting|oom|lost|missing/i;

/** Events that say nothing that the next one does not say. */
const SILENT = new Set(["Received", "Task Setup"]);

/**
 * Compares the allocations of a job with those that were seen before, and returns what is new since the last registration.
 */
export class JobWatch {
  /** The first version of the job that is reported. */
  private version = Number.POSITIVE_INFINITY;
  private since = 0;
  /** Time of the last reported event by allocation and task. */
  private readonly events = new Map<string, number>();
  /** Tasks of allocations that have started. */
  private readonly started = new Set<string>();
  /** Allocations that have run. */
  private readonly ran = new Set<string>();
  /** Allocations that were reported as running in the present version. */
  private reported = new Set<string>();
  private mainTasks: ReadonlyMap<string, readonly string[]> = new Map();

  /**
   * Begins with a new version of the job.
   *
   * @param since when the job was registered, in milliseconds since 1970; older events are not reported
   */
  expect(job: WireJob, version: number, since: number): void {
    this.version = version;
    this.since = since * 1e6;
    this.reported = new Set();
    const groups = job.TaskGroups ?? [];
    this.mainTasks = new Map(
      groups.map(({ Name, Tasks }) => [
        Name ?? "",
        (Tasks ?? []).filter(({ Lifecycle }) => !Lifecycle).map((task) => task.Name ?? ""),
      ]),
    );
  }

  /** Returns what is new in a list of the job's allocations. A later version, such as one that Nomad reverted to, counts too. */
  news(allocations: readonly AllocationStub[]): readonly JobNews[] {
    return allocations.filter(({ JobVersion }) => JobVersion >= this.version).flatMap((one) => this.newsOf(one));
  }

  private newsOf(allocation: AllocationStub): JobNews[] {
    const news = Object.entries(allocation.TaskStates ?? {}).flatMap(([task, { Events }]) =>
      this.newEvents(`${allocation.ID} ${task}`, Events ?? []).flatMap((event) =>
        this.newsOfEvent(allocation, task, event),
      ),
    );
    if (this.hasStarted(allocation) && !this.reported.has(allocation.ID)) {
      this.reported.add(allocation.ID);
      news.push({ kind: "running", allocation, isNew: !this.ran.has(allocation.ID) });
      this.ran.add(allocation.ID);
    }
    return news;
  }

  private newsOfEvent(allocation: AllocationStub, task: string, { Type, DisplayMessage }: TaskEvent): JobNews[] {
    const text = DisplayMessage === "" ? Type : `${Type}: ${DisplayMessage}`;
    const isProblem = PROBLEM.test(Type) || /Exit Code: [1-9]/.test(DisplayMessage);
    const key = `${allocation.ID} ${task}`;
    const isStart = Type === "Started" && !this.started.has(key);
    if (isStart) {
      this.started.add(key);
    }
    return [
      { kind: "event", task, text, isProblem },
      ...(isStart ? [{ kind: "started", allocation, task } as const] : []),
    ];
  }

  private newEvents(key: string, events: readonly TaskEvent[]): readonly TaskEvent[] {
    const last = this.events.get(key) ?? this.since;
    const later = events.filter(({ Time }) => Time > last);
    this.events.set(key, Math.max(last, ...later.map(({ Time }) => Time)));
    return later.filter(({ Type }) => !SILENT.has(Type));
  }

  /** Whether all main tasks run, or have run without a failure. */
  private hasStarted({ TaskGroup, TaskStates, DesiredStatus }: AllocationStub): boolean {
    const states = (this.mainTasks.get(TaskGroup) ?? []).map((task) => TaskStates?.[task]);
    return (
      DesiredStatus === "run" &&
      states.length > 0 &&
      states.every((state) => state?.State === "running" || (state?.State === "dead" && !state.Failed))
    );
  }
}
