import type {
  DockerConfig,
  ConsulConnect as GeneratedConsulConnect,
  JobSpec as GeneratedJobSpec,
  Resources as GeneratedResources,
  Service as GeneratedService,
  SidecarTask as GeneratedSidecarTask,
  Task as GeneratedTask,
  TaskGroup as GeneratedTaskGroup,
} from "../../.gen/nomad";
import type { TaskDriver } from "./driver";

declare const never: unique symbol;

/**
 * A type without values. The compiler prints its name for a program that sets `cpu` and `cores` together.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/resources#cores
 */
export interface EitherCpuOrCores {
  readonly [never]: never;
}

/**
 * Resources of a task. `cpu` is a share of the processor in MHz and `cores` a number of whole cores; a task has one of the two.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/resources
 */
export type Resources = Omit<GeneratedResources, "cpu" | "cores"> &
  (
    | (Pick<GeneratedResources, "cpu"> & { readonly cores?: EitherCpuOrCores })
    | (Pick<GeneratedResources, "cores"> & { readonly cpu?: EitherCpuOrCores })
  );

/**
 * Changes to the Envoy task that Nomad injects for a proxy or gateway. Nomad's defaults apply to the other fields.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/sidecar_task
 */
export type SidecarTask = Omit<GeneratedSidecarTask, "driver" | "config" | "resources"> & {
  /**
   * Resources of the proxy.
   *
   * @default - Nomad uses 250 MHz and 128 MB
   */
  readonly resources?: Resources;
} & (TaskDriver | { readonly driver?: never; readonly config?: Partial<DockerConfig> });

/**
 * Place of a service in the Consul service mesh.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/connect
 */
export interface ConsulConnect extends Omit<GeneratedConsulConnect, "sidecarTask"> {
  /**
   * Changes to the task of the proxy that Nomad injects.
   *
   * @default - Nomad uses its own Envoy task
   */
  readonly sidecarTask?: SidecarTask;
}

/**
 * A name in service discovery behind which the group's allocations are found.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/service
 */
export interface Service extends Omit<GeneratedService, "connect"> {
  /**
   * Joins the service to the Consul service mesh.
   *
   * @default - Nomad uses no mesh
   */
  readonly connect?: ConsulConnect;
}

/**
 * The fields of a task, except those of its driver.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/task
 */
export interface TaskBase extends Omit<GeneratedTask, "driver" | "config" | "resources" | "services"> {
  /**
   * Resources of the task.
   *
   * @default - Nomad uses 100 MHz and 300 MB
   */
  readonly resources?: Resources;
  /**
   * Services registered for this task.
   *
   * @default - Nomad uses none
   */
  readonly services?: readonly Service[];
}

/**
 * One process, container or machine that a driver runs. `driver` decides which options `config` has.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/task
 */
export type Task = TaskBase & TaskDriver;

/**
 * Tasks that always run together on one node and share its network and its disk.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/group
 */
export interface TaskGroup extends Omit<GeneratedTaskGroup, "tasks" | "services"> {
  /**
   * The tasks of the group, started together unless `lifecycle` orders them.
   *
   * @default - Nomad uses none, which it accepts for a group that is a Consul gateway only
   */
  readonly tasks?: readonly Task[];
  /**
   * Services registered for the group as a whole.
   *
   * @default - Nomad uses none
   */
  readonly services?: readonly Service[];
}

/**
 * A whole job, the unit that Nomad registers, versions, updates, and stops.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/job
 */
export interface JobSpec extends Omit<GeneratedJobSpec, "groups"> {
  /** Groups of tasks. Each group is placed as one allocation on one node. */
  readonly groups: readonly TaskGroup[];
}
