import type { ITerraformDependable } from "#cdk";
import { createIssue, type IssueOf } from "./issue";
import { volumeSource } from "./job-issue";
import type { JobSpec, TaskGroup, VolumeRequest } from "./spec";

type VolumeIssue = IssueOf<typeof volumeSource>;

/**
 * One way in which a volume may be used: by whom, and as what.
 *
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/volume/capability
 */
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

/**
 * A volume as a job takes it for `source`.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/volume
 */
export interface IVolume {
  readonly type: VolumeRequest["type"];
  /** What Nomad calls it: the name of a host volume, the id of a CSI volume. */
  readonly source: string;
  readonly namespaceName: string;
  readonly capabilities: readonly VolumeCapability[];
  /** The resources that make it. */
  readonly dependables: readonly ITerraformDependable[];
}

/**
 * A volume that tasks of a group may mount by name; its source is a construct of this program or a name.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/volume
 */
export interface GroupVolume extends Omit<VolumeRequest, "source"> {
  /**
   * The volume: a {@link HostVolume} or {@link CsiVolume} of this program, which is then made before the job and destroyed
   * after it, or the name of one that exists.
   * @default - Nomad uses nothing, which it refuses for most volumes
   */
  readonly source?: IVolume | string;
}

/**
 * A group of which a volume may be a construct.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/group
 */
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
  readonly issues: readonly VolumeIssue[];
}

/**
 * Puts names in the place of volumes.
 *
 * @param groups the groups of a job
 * @param namespaceName where the job runs
 */
export function resolveVolumes(groups: readonly JobGroup[], namespaceName: string): ResolvedVolumes {
  const dependables: ITerraformDependable[] = [];
  const issues: VolumeIssue[] = [];
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
        issues.push(...mismatches(volume, source, namespaceName, path));
        return { ...request, source: source.source };
      }),
    };
  });
  return { groups: resolved, dependables, issues };
}

/** Why the group cannot use the volume. */
function mismatches(asked: GroupVolume, volume: IVolume, namespaceName: string, path: string): VolumeIssue[] {
  const { source, type, capabilities } = volume;
  const issues: VolumeIssue[] = [];
  if (volume.namespaceName !== namespaceName) {
    const found = { path: `${path}.source`, source, volume: volume.namespaceName, job: namespaceName };
    issues.push(createIssue(volumeSource, { ...found, problem: "otherNamespace" }));
  }
  if (asked.type !== type) {
    const found = { path: `${path}.type`, source, asked: asked.type, type };
    issues.push(createIssue(volumeSource, { ...found, problem: "otherType" }));
  }
  if (asked.perAlloc) {
    issues.push(createIssue(volumeSource, { path: `${path}.source`, problem: "perAlloc" }));
  }
  const { accessMode = capabilities[0]?.accessMode, attachmentMode = "file-system" } = asked;
  const named = capabilities.map((capability) => `${capability.accessMode}, ${capability.attachmentMode}`);
  const wanted = `${accessMode}, ${attachmentMode}`;
  if (!named.includes(wanted)) {
    const found = { path: `${path}.accessMode`, source, asked: wanted, capabilities: named };
    issues.push(createIssue(volumeSource, { ...found, problem: "otherCapability" }));
  }
  return issues;
}
