import type { ITerraformDependable } from "#cdk";
import { createIssue, type IssueOf } from "./issue";
import { volumeSource } from "./job-issue";
import type { JobSpec, TaskGroup, VolumeRequest } from "./spec";

type VolumeIssue = IssueOf<typeof volumeSource>;

/**
 * One way in which jobs may use a volume.
 *
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/volume/capability
 */
export interface VolumeCapability<AccessMode extends string = string> {
  /**
   * How many nodes and allocations may use the volume at a time, and whether they may write.
   * @see https://developer.hashicorp.com/nomad/docs/other-specifications/volume/capability#access_mode
   */
  readonly accessMode: AccessMode;
  /**
   * Whether tasks see a file system or a raw block device.
   * @see https://developer.hashicorp.com/nomad/docs/other-specifications/volume/capability#attachment_mode
   */
  readonly attachmentMode: "file-system" | "block-device";
}

/**
 * A volume that a job can have as `source`: a {@link HostVolume} or a {@link CsiVolume}.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/volume#source
 */
export interface IVolume {
  /** Kind of the volume. */
  readonly type: VolumeRequest["type"];
  /** Name of a host volume, or ID of a CSI volume. */
  readonly source: string;
  /** Name of the volume's namespace. */
  readonly namespaceName: string;
  /** Ways in which jobs may use the volume. */
  readonly capabilities: readonly VolumeCapability[];
  /** Terraform resources that create the volume. */
  readonly dependables: readonly ITerraformDependable[];
}

/**
 * A volume that tasks of a group may mount by name.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/volume
 */
export interface GroupVolume extends Omit<VolumeRequest, "source"> {
  /**
   * The volume: a {@link HostVolume} or {@link CsiVolume} of this program, which Terraform then creates before the job and destroys after
   * it, or the name or ID of an existing one.
   * @default - none, which Nomad refuses for most volumes
   */
  readonly source?: IVolume | string;
}

/**
 * A group of a job. Its volumes can be constructs of this program.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/group
 */
export interface JobGroup extends Omit<TaskGroup, "volumes"> {
  /**
   * Volumes that tasks of the group may mount with `volumeMounts`.
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
