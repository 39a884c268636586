import type { Configuration } from "./backend";
import type { Right } from "./rules";

/** What a stack needs of the token for Nomad. */
export interface Needs {
  /** What only a token of type management may do: the types of those resources. */
  readonly management: readonly string[];
  readonly rights: readonly Right[];
}

/** Resources whose API asks for a token of type management. */
const MANAGEMENT = /^nomad_(namespace|acl_.+|sentinel_policy)$/;

/** Reads from a stack's configuration what applying it takes. */
export function needsOf({ resource = {} }: Configuration): Needs {
  const all = (type: string) => Object.values(resource[type] ?? {});
  const text = (value: unknown, fallback: string) => (typeof value === "string" ? value : fallback);
  const inNamespace = (namespace: unknown, capabilities: readonly string[]): Right[] =>
    capabilities.map((capability) => ({ capability, namespace: text(namespace, "default") }));
  const rights = [
    ...all("nomad_job").flatMap(jobRights),
    ...all("nomad_variable").flatMap((variable) =>
      ["read", "write", "destroy"].map((capability) => ({
        capability,
        namespace: text(variable.namespace, "default"),
        variable: text(variable.path, ""),
      })),
    ),
    ...all("nomad_node_pool").flatMap(({ name }) =>
      ["read", "write", "delete"].map((capability) => ({ capability, nodePool: text(name, "") })),
    ),
    ...[...all("nomad_csi_volume"), ...all("nomad_csi_volume_registration")].flatMap(({ namespace }): Right[] => [
      ...inNamespace(namespace, ["csi-read-volume", "csi-write-volume"]),
      { capability: "read", plugin: true },
    ]),
    ...all("nomad_dynamic_host_volume").flatMap(({ namespace }) =>
      inNamespace(namespace, ["host-volume-create", "host-volume-read", "host-volume-delete"]),
    ),
    ...all("nomad_dynamic_host_volume_registration").flatMap(({ namespace }) =>
      inNamespace(namespace, ["host-volume-register", "host-volume-read", "host-volume-delete"]),
    ),
    ...all("nomad_scheduler_config").map(() => ({ capability: "write", operator: true as const })),
  ];
  return {
    management: Object.keys(resource).filter((type) => MANAGEMENT.test(type)),
    rights: unique(rights),
  };
}

interface WireJob {
  readonly Namespace?: string;
  readonly TaskGroups?: readonly {
    readonly Volumes?: Readonly<
      Record<string, { readonly Type?: string; readonly Source?: string; readonly ReadOnly?: boolean }>
    > | null;
  }[];
}

/** A job that is written as HCL is Terraform's to read. */
function jobRights({ jobspec, json }: Record<string, unknown>): Right[] {
  if (typeof jobspec !== "string" || json !== true) {
    return [];
  }
  const wire = JSON.parse(jobspec);
  const { Namespace: namespace = "default", TaskGroups = [] } = (wire.Job ?? wire) as WireJob;
  const volumes = TaskGroups.flatMap(({ Volumes }) => Object.values(Volumes ?? {}));
  return [
    ...["submit-job", "read-job"].map((capability) => ({ capability, namespace })),
    ...volumes.flatMap(({ Type, Source = "", ReadOnly }): Right[] =>
      Type === "csi"
        ? [{ capability: "csi-mount-volume", namespace }]
        : [{ capability: ReadOnly ? "mount-readonly" : "mount-readwrite", hostVolume: Source }],
    ),
  ];
}

function unique(rights: readonly Right[]): Right[] {
  return [...new Map(rights.map((right) => [JSON.stringify(right), right])).values()];
}
