import type { ITerraformDependable } from "cdktf";
import type { Issue, JobSpec, TaskGroup, VolumeRequest } from "./spec";

/** One way in which a volume may be used: by whom, and as what. */
export interface VolumeCapability<AccessMode extends string = string> {
  /**
   * How many may use it at a time, and whether they may write.
   * @see https://developer.hashicorp.com/nomad/docs/other-specifications/volume/capability#access_mode
   */
  readonly accessMode: AccessMode;
  /**
   * Whether tasks see files or a raw device.
   * @see https://developer.hashicorp.com/nomad/docs/other-specifications/volume/capability#attachment_mode
   */
  readonly attachmentMode: "file-system" | "block-device";
}

/** A volume as a job takes it for `source`. */
export interface IVolume {
  readonly type: VolumeRequest["type"];
  /** What Nomad calls it: the name of a host volume, the id of a CSI volume. */
  readonly source: string;
  readonly namespaceName: string;
  readonly capabilities: readonly VolumeCapability[];
  /** The resources that make it. */
  readonly dependables: readonly ITerraformDependable[];
}

/** A volume that tasks of a group may mount by name; its source is a construct of this program or a name. */
export interface GroupVolume extends Omit<VolumeRequest, "source"> {
  /**
   * The volume: a {@link HostVolume} or {@link CsiVolume} of this program, which is then made before the job and destroyed
   * after it, or the name of one that exists.
   * @default - Nomad uses nothing, which it refuses for most volumes
   */
  readonly source?: IVolume | string;
}

/** A group of which a volume may be a construct. */
export interface JobGroup extends Omit<TaskGroup, "volumes"> {
  /**
   * Volumes that tasks may mount by `volumeMounts`.
   * @default - Nomad uses none
   */
  readonly volumes?: readonly GroupVolume[];
}

/** Groups with nothing but names in them, and what the constructs in their place stand for. */
export interface ResolvedVolumes {
  readonly groups: JobSpec["groups"];
  readonly dependables: readonly ITerraformDependable[];
  readonly issues: readonly Issue[];
}

/**
 * Puts names in the place of volumes.
 *
 * @param groups the groups of a job
 * @param namespaceName where the job runs
 */
export function resolveVolumes(groups: readonly JobGroup[], namespaceName: string): ResolvedVolumes {
  const dependables: ITerraformDependable[] = [];
  const issues: Issue[] = [];
  const resolved = groups.map((group) => {
    const { volumes, ...rest } = group;
    if (volumes === undefined) {
      return rest;
    }
    return {
      ...rest,
      volumes: volumes.map((volume) => {
        const { source, ...request } = volume;
        if (source === undefined || typeof source === "string") {
          return source === undefined ? request : { ...request, source };
        }
        dependables.push(...source.dependables);
        const path = `groups.${group.name}.volumes.${volume.name}`;
        issues.push(
          ...mismatches(volume, source, namespaceName).map((issue) => ({ ...issue, path: path + issue.path })),
        );
        return { ...request, source: source.source };
      }),
    };
  });
  return { groups: resolved, dependables, issues };
}

/** What keeps the volume from being what the group asks for. */
function mismatches(asked: GroupVolume, volume: IVolume, namespaceName: string): Issue[] {
  const issue = (path: string, message: string): Issue => ({ code: "volume-source", level: "error", path, message });
  const issues: Issue[] = [];
  if (volume.namespaceName !== namespaceName) {
    issues.push(
      issue(
        ".source",
        `the volume "${volume.source}" is in the namespace ${volume.namespaceName} and the job in ${namespaceName}, and a job uses volumes of its own only; put both into one`,
      ),
    );
  }
  if (asked.type !== volume.type) {
    issues.push(
      issue(".type", `got "${asked.type}", but the volume "${volume.source}" is one of type "${volume.type}"`),
    );
  }
  if (asked.perAlloc) {
    issues.push(
      issue(
        ".source",
        `with perAlloc the source is the part of the names before [0], [1], ...; write it as text, and give the volumes to terraform.dependsOn`,
      ),
    );
  }
  const { accessMode = volume.capabilities[0]?.accessMode, attachmentMode = "file-system" } = asked;
  const fits = volume.capabilities.some(
    (capability) => capability.accessMode === accessMode && capability.attachmentMode === attachmentMode,
  );
  if (!fits) {
    const had = volume.capabilities.map((capability) => `${capability.accessMode}, ${capability.attachmentMode}`);
    issues.push(
      issue(
        ".accessMode",
        `got ${accessMode}, ${attachmentMode}, which is not among the capabilities of the volume "${volume.source}": ${had.join("; ")}`,
      ),
    );
  }
  return issues;
}
