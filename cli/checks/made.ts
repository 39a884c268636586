import { asTerraformReads } from "../../constructs/literal";
import { decodeJob, type JobSpec } from "../../constructs/spec";
import type { Configuration } from "./backend";

/** What stacks make, as far as jobs need it: what is made by the same apply need not be on the cluster yet. */
export interface Made {
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

type Values = Readonly<Record<string, unknown>>;

/** Reads it from what synthesis wrote. */
export function madeBy(configurations: readonly Configuration[]): Made {
  const all = (type: string): readonly (readonly [string, Values])[] =>
    configurations.flatMap(({ resource = {} }) => Object.entries(resource[type] ?? {}));
  const both = (type: string) => [...all(type), ...all(`${type}_registration`)].map(([, values]) => values);
  const read = all("nomad_job").map(([name, values]) => [name, specOf(values)] as const);
  const jobs = read.flatMap(([, job]) => (job ? [job] : []));
  const named = (type: string) => new Set(all(type).map(([, { name }]) => String(name)));
  const hostVolumes = both("nomad_dynamic_host_volume");
  return {
    jobs,
    unread: read.filter(([, job]) => job === undefined).map(([name]) => `nomad_job.${name}`),
    hostVolumes: new Set(hostVolumes.map((values) => `${namespaceOf(values)}/${values.name}`)),
    volumePlugins: new Map(
      hostVolumes.flatMap(({ name, plugin_id: plugin }) =>
        typeof plugin === "string" ? [[String(name), plugin] as const] : [],
      ),
    ),
    csiVolumes: new Map(
      both("nomad_csi_volume").map(
        (values) => [`${namespaceOf(values)}/${values.volume_id}`, String(values.plugin_id)] as const,
      ),
    ),
    csiPlugins: new Set(
      jobs
        .flatMap(({ groups }) => groups.flatMap(({ tasks = [] }) => tasks))
        .flatMap(({ csiPlugin }) => (csiPlugin?.id ? [csiPlugin.id] : [])),
    ),
    authMethods: named("consul_acl_auth_method"),
    roles: named("consul_acl_role"),
  };
}

/** How messages name a job. */
export function jobName({ id, name, namespace = "default" }: JobSpec): string {
  return `${namespace}/${id ?? name}`;
}

function specOf({ jobspec, json }: Values): JobSpec | undefined {
  if (typeof jobspec !== "string" || json !== true) {
    return undefined;
  }
  try {
    return decodeJob(JSON.parse(asTerraformReads(jobspec)));
  } catch {
    return undefined; // a value of it is Terraform's to compute
  }
}

function namespaceOf({ namespace = "default" }: Values): string {
  return String(namespace);
}
