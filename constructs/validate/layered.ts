import { fieldPath } from "../spec";
import type { GroupView, JobView } from "./job-view";

type Fields = Readonly<Record<string, unknown>>;

interface Layer {
  readonly path: string;
  readonly block: object | undefined;
}

/** A block as Nomad applies it: each field from the innermost place that sets it, else Nomad's default. */
export class Layered {
  /** Whether the block is written anywhere; Nomad's defaults alone need no check. */
  readonly written: boolean;
  /** From the innermost to the outermost. */
  private readonly layers: readonly Layer[];

  /**
   * @param layers from the outermost to the innermost
   * @param defaults what Nomad fills in
   */
  constructor(
    layers: readonly Layer[],
    private readonly defaults: Fields,
  ) {
    this.layers = layers.toReversed();
    this.written = layers.some(({ block }) => block !== undefined);
  }

  /** The value that applies. */
  get(field: string): unknown {
    return (this.setting(field)?.block as Fields | undefined)?.[field] ?? this.defaults[field];
  }

  /** Where the value that applies is written, or would be. */
  path(field: string): string {
    const innermost = this.layers.find(({ block }) => block !== undefined) ?? (this.layers[0] as Layer);
    return fieldPath((this.setting(field) ?? innermost).path, field);
  }

  private setting(field: string): Layer | undefined {
    for (const layer of this.layers) {
      if ((layer.block as Fields | undefined)?.[field] !== undefined) {
        return layer;
      }
    }
    return undefined;
  }
}

const UPDATE: Fields = {
  stagger: "30s",
  maxParallel: 1,
  healthCheck: "checks",
  minHealthyTime: "10s",
  healthyDeadline: "5m",
  progressDeadline: "10m",
  autoPromote: false,
  canary: 0,
};

const MIGRATE: Fields = { maxParallel: 1, healthCheck: "checks", minHealthyTime: "10s", healthyDeadline: "5m" };

const RESTART: Readonly<Record<string, Fields>> = {
  service: { attempts: 2, interval: "30m", delay: "15s", mode: "fail" },
  system: { attempts: 2, interval: "30m", delay: "15s", mode: "fail" },
};
const BATCH_RESTART: Fields = { attempts: 3, interval: "24h", delay: "15s", mode: "fail" };

const RESCHEDULE: Readonly<Record<string, Fields>> = {
  service: {
    attempts: 0,
    interval: "0s",
    delay: "30s",
    delayFunction: "exponential",
    maxDelay: "1h",
    unlimited: true,
  },
  batch: { attempts: 1, interval: "24h", delay: "5s", delayFunction: "constant", maxDelay: "0s", unlimited: false },
};

/** @see https://developer.hashicorp.com/nomad/docs/job-specification/update */
export function updateOf(job: JobView, { group, path }: GroupView): Layered {
  return new Layered(
    [
      { path: "update", block: job.spec.update },
      { path: `${path}.update`, block: group.update },
    ],
    UPDATE,
  );
}

/** @see https://developer.hashicorp.com/nomad/docs/job-specification/migrate */
export function migrateOf(job: JobView, { group, path }: GroupView): Layered {
  return new Layered(
    [
      { path: "migrate", block: job.spec.migrate },
      { path: `${path}.migrate`, block: group.migrate },
    ],
    MIGRATE,
  );
}

/** @see https://developer.hashicorp.com/nomad/docs/job-specification/reschedule */
export function rescheduleOf(job: JobView, { group, path }: GroupView): Layered {
  return new Layered(
    [
      { path: "reschedule", block: job.spec.reschedule },
      { path: `${path}.reschedule`, block: group.reschedule },
    ],
    RESCHEDULE[job.type] ?? {},
  );
}

/**
 * The restart policy of a group, or of one of its tasks, whose block is laid over the group's.
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/restart
 */
export function restartOf(job: JobView, { group, path }: GroupView, task?: { path: string; restart: object }): Layered {
  return new Layered(
    [
      { path: `${path}.restart`, block: group.restart },
      ...(task ? [{ path: `${task.path}.restart`, block: task.restart }] : []),
    ],
    RESTART[job.type] ?? BATCH_RESTART,
  );
}

/** How many allocations a group asks for; nothing where that is not known yet. */
export function countOf({ group }: GroupView): unknown {
  return group.count ?? group.scaling?.min ?? 1;
}
