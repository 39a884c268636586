import type { JobSpec, TaskGroup, VolumeRequest } from "../../constructs/spec";
import type { Requirement } from "./requirement";
import type { StackContents } from "./stack-contents";

/** The plugin of each CSI volume that there is on the cluster, by `namespace/id`. */
export type CsiVolumes = ReadonlyMap<string, string>;

/**
 * The volumes of a group that the stacks do not make themselves: host volumes by their names, CSI volumes by their plugins.
 *
 * @param existing @default - they could not be listed, and no CSI volume is looked at
 */
export function volumes(
  { namespace = "default" }: JobSpec,
  { volumes: requests = [] }: TaskGroup,
  contents: StackContents,
  existing: CsiVolumes | undefined,
): Requirement[] {
  // The volume of an allocation has the allocation's number behind its name.
  const single = requests.filter(({ perAlloc, source }) => !perAlloc && source !== undefined);
  return single.flatMap((request) => {
    const name = `${namespace}/${request.source}`;
    return request.type === "host"
      ? contents.hostVolumes.has(name)
        ? []
        : [hostVolume(request)]
      : csiVolume(request, contents.csiVolumes.get(name) ?? existing?.get(name), contents, existing);
  });
}

function hostVolume({ source = "", readOnly = false }: VolumeRequest): Requirement {
  return {
    what: `the host volume "${source}"`,
    lacks: ({ HostVolumes }) => {
      const volume = HostVolumes?.[source];
      if (volume) {
        return volume.ReadOnly && !readOnly ? "it may only be read there" : undefined;
      }
      const others = Object.keys(HostVolumes ?? {});
      return others.length > 0 ? `it has ${others.join(", ")}` : "it has none";
    },
    fix: "make it with HostVolume in a stack, or declare it in the host_volume blocks of the clients",
  };
}

function csiVolume(
  { source = "" }: VolumeRequest,
  plugin: string | undefined,
  { csiPlugins }: StackContents,
  existing: CsiVolumes | undefined,
): Requirement[] {
  if (plugin === undefined) {
    return existing === undefined
      ? []
      : [
          {
            what: `the CSI volume "${source}"`,
            lacks: () => "there is no such volume",
            fix: "make it with CsiVolume in a stack, or register it with: nomad volume register",
          },
        ];
  }
  return csiPlugins.has(plugin)
    ? []
    : [
        {
          what: `the CSI plugin "${plugin}" of the volume "${source}"`,
          lacks: ({ CSINodePlugins }) => {
            const own = CSINodePlugins?.[plugin];
            return own ? (own.Healthy ? undefined : "not healthy") : "not running";
          },
          fix: "run its node plugin as a job of type system, or look at the one that runs: nomad plugin status",
        },
      ];
}
