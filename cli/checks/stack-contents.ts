import { typesOfKind } from "../../constructs/resource-types";
import type { JobSpec } from "../../constructs/spec";
import type { StackJob } from "../stack/job";
import type { Attributes } from "../stack/resource";
import type { Stack } from "../stack/stack";

/** What stacks make, as far as jobs need it: what is made by the same apply need not be on the cluster yet. */
export interface StackContents {
  readonly jobs: readonly JobSpec[];
  /** Jobs that this program does not read, by their address: those written as HCL, and those not known before the apply. */
  readonly unread: readonly string[];
  /** Names of host volumes, each as `namespace/name`. */
  readonly hostVolumes: ReadonlySet<string>;
  /** Names of node plugins that make host volumes, by the name of a volume. */
  readonly volumePlugins: ReadonlyMap<string, string>;
  /** The plugin of each CSI volume, by `namespace/id`. */
  readonly csiVolumes: ReadonlyMap<string, string>;
  /** CSI plugins that jobs of the stacks run. */
  readonly csiPlugins: ReadonlySet<string>;
  /** Names of Consul's auth methods. */
  readonly authMethods: ReadonlySet<string>;
  /** Names of Consul's roles. */
  readonly roles: ReadonlySet<string>;
}

/** Reads it from what synthesis wrote. */
export function contentsOf(stacks: readonly Stack[]): StackContents {
  const all = (type: string) => stacks.flatMap((stack) => stack.resources(type).map(({ values }) => values));
  const ofKind = (kind: string) => typesOfKind(kind).flatMap(all);
  const read = stacks.flatMap((stack) => stack.jobs()).map((job) => [job.address, specOf(job)] as const);
  const jobs = read.flatMap(([, job]) => (job ? [job] : []));
  const named = (kind: string) => new Set(ofKind(kind).map(({ name }) => String(name)));
  const hostVolumes = ofKind("host volume");
  return {
    jobs,
    unread: read.filter(([, job]) => job === undefined).map(([address]) => address),
    hostVolumes: new Set(hostVolumes.map((values) => `${namespaceOf(values)}/${values.name}`)),
    volumePlugins: new Map(
      hostVolumes.flatMap(({ name, plugin_id: plugin }) =>
        typeof plugin === "string" ? [[String(name), plugin] as const] : [],
      ),
    ),
    csiVolumes: new Map(
      ofKind("csi volume").map(
        (values) => [`${namespaceOf(values)}/${values.volume_id}`, String(values.plugin_id)] as const,
      ),
    ),
    csiPlugins: new Set(
      jobs
        .flatMap(({ groups }) => groups.flatMap(({ tasks = [] }) => tasks))
        .flatMap(({ csiPlugin }) => (csiPlugin?.id ? [csiPlugin.id] : [])),
    ),
    authMethods: named("consul acl auth method"),
    roles: named("consul acl role"),
  };
}

/** How messages name a job. */
export function jobName({ id, name, namespace = "default" }: JobSpec): string {
  return `${namespace}/${id ?? name}`;
}

function specOf(job: StackJob): JobSpec | undefined {
  try {
    return job.decode();
  } catch {
    return undefined; // it has a value that only Terraform computes
  }
}

function namespaceOf({ namespace = "default" }: Attributes): string {
  return String(namespace);
}
