import { itemPath, type JobSpec } from "../spec";

type Item<List> = NonNullable<List> extends readonly (infer One)[] ? One : never;

export type Group = Item<JobSpec["groups"]>;
export type Task = Item<Group["tasks"]>;
export type Service = Item<Group["services"]>;
export type Check = Item<Service["checks"]>;
export type Network = NonNullable<Group["network"]>;
export type Port = Item<Network["ports"]>;

/** A group and where it is. */
export interface GroupView {
  readonly group: Group;
  readonly path: string;
}

/** A task, where it is, and the group that it runs in. */
export interface TaskView {
  readonly in: GroupView;
  readonly task: Task;
  readonly path: string;
  /** The driver's options by name: rules look at those of several drivers, and at drivers that have no type. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** A service, where it is, and the group, and for a task's service the task, that it belongs to. */
export interface ServiceView {
  readonly in: GroupView;
  readonly task: TaskView | undefined;
  readonly service: Service;
  /** The service discovery that takes it; Nomad's default filled in. */
  readonly provider: string;
  readonly path: string;
}

/** A check and the service that it belongs to. */
export interface CheckView {
  readonly of: ServiceView;
  readonly check: Check;
  readonly path: string;
}

/** A job laid out flat, so that a rule is one loop over the things that it is about. */
export interface JobView {
  readonly spec: JobSpec;
  /** The scheduler; Nomad's default filled in. */
  readonly type: string;
  readonly groups: readonly GroupView[];
  readonly tasks: readonly TaskView[];
  readonly services: readonly ServiceView[];
  readonly checks: readonly CheckView[];
}

/**
 * Lays out a job. Missing lists count as empty: what is required is checked elsewhere.
 *
 * @param spec the job
 */
export function viewJob(spec: JobSpec): JobView {
  const groups: GroupView[] = [];
  const tasks: TaskView[] = [];
  const services: ServiceView[] = [];
  const checks: CheckView[] = [];

  const addServices = (list: readonly Service[] | undefined, inside: GroupView, task: TaskView | undefined): void => {
    for (const [index, service] of (list ?? []).entries()) {
      const path = itemPath(`${(task ?? inside).path}.services`, service.name, index);
      const view = { in: inside, task, service, provider: service.provider ?? "consul", path };
      services.push(view);
      for (const [place, check] of (service.checks ?? []).entries()) {
        checks.push({ of: view, check, path: itemPath(`${path}.checks`, check.name, place) });
      }
    }
  };

  for (const [index, group] of (spec.groups ?? []).entries()) {
    const groupView = { group, path: itemPath("groups", group.name, index) };
    groups.push(groupView);
    addServices(group.services, groupView, undefined);
    for (const [place, task] of (group.tasks ?? []).entries()) {
      const path = itemPath(`${groupView.path}.tasks`, task.name, place);
      const taskView = { in: groupView, task, path, config: (task.config ?? {}) as Readonly<Record<string, unknown>> };
      tasks.push(taskView);
      addServices(task.services, groupView, taskView);
    }
  }
  return { spec, type: spec.type ?? "service", groups, tasks, services, checks };
}
