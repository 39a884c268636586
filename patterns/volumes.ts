import { createIssue } from "../constructs/issue";
import type { VolumeMount } from "../constructs/spec";
import type { GroupVolume, IVolume } from "../constructs/volume";
import { type PatternIssue, patternProps } from "./issues";

/**
 * How a task uses a volume: the path in the container, and the fields of Nomad's request of the volume.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/volume_mount
 */
export interface VolumeUse
  extends Omit<GroupVolume, "name" | "type" | "source">,
    Pick<VolumeMount, "destination" | "propagationMode"> {
  /**
   * Name of the volume in the job.
   * @default - the name or ID of the volume in Nomad
   */
  readonly name?: string;
}

/**
 * A volume of this program, with its path in the container.
 *
 * @see docs/how-to/web-service.md
 */
export interface VolumeOfConstruct extends VolumeUse {
  /** A `HostVolume` or `CsiVolume`, which Terraform creates before the job and destroys after it. */
  readonly source: IVolume;
  /** Not set: the construct has the type. */
  readonly type?: never;
}

/**
 * An existing volume, with its path in the container.
 *
 * @see docs/how-to/web-service.md
 */
export interface VolumeOfName extends VolumeUse {
  /** Name of a host volume, or ID of a CSI volume. */
  readonly source: string;
  /** Kind of the volume. */
  readonly type: "host" | "csi";
}

/**
 * A volume with its path in the container: a construct of this program, or the name or ID of an existing volume.
 *
 * @see docs/how-to/web-service.md
 */
export type MountedVolume = VolumeOfConstruct | VolumeOfName;

/**
 * A volume that a construct mounts in a place of its own, to write to it: a construct of this program, or the name of a volume that exists.
 *
 * @see docs/how-to/volumes.md
 */
export type WritableVolume =
  | Omit<VolumeOfConstruct, "destination" | "perAlloc" | "propagationMode" | "readOnly">
  | Omit<VolumeOfName, "destination" | "perAlloc" | "propagationMode" | "readOnly">;

/** The volumes of a group and the mounts of its task. */
export interface VolumeParts {
  readonly volumes: readonly GroupVolume[];
  readonly volumeMounts: readonly VolumeMount[];
}

/** Splits volumes into what the group requests and what the task mounts. A CSI volume is requested by one writer with files. */
export function volumeParts(mounted: readonly MountedVolume[]): VolumeParts {
  return {
    volumes: mounted.map(requestOf),
    volumeMounts: mounted.map((volume) => {
      const { destination, propagationMode, readOnly } = volume;
      return {
        volume: nameOf(volume),
        destination,
        ...(readOnly !== undefined && { readOnly }),
        ...(propagationMode !== undefined && { propagationMode }),
      };
    }),
  };
}

function requestOf(volume: MountedVolume): GroupVolume {
  const { destination: _, propagationMode: __, ...request } = volume;
  const type = typeOf(volume);
  const access = type === "csi" && { accessMode: accessModeOf(volume), attachmentMode: "file-system" as const };
  return { ...access, ...request, type, name: nameOf(volume) } as GroupVolume;
}

function nameOf({ name, source }: MountedVolume): string {
  return name ?? (typeof source === "string" ? source : source.source);
}

/** The type of the volume. */
export function typeOf({ source, type }: MountedVolume): GroupVolume["type"] {
  return typeof source === "string" ? (type as GroupVolume["type"]) : source.type;
}

/** How a volume is used, where that is known. */
export function accessModeOf(volume: MountedVolume): string | undefined {
  const { accessMode, source } = volume;
  const ofConstruct = typeof source === "string" ? undefined : source.capabilities[0]?.accessMode;
  return accessMode ?? ofConstruct ?? (typeOf(volume) === "csi" ? "single-node-writer" : undefined);
}

/** Whether no second allocation can use the volume: it is for one writer, and has one. */
function isExclusive(volume: MountedVolume): boolean {
  return (
    volume.readOnly !== true && volume.perAlloc !== true && /^single-node-.*writer$/.test(accessModeOf(volume) ?? "")
  );
}

/** Whether two allocations would write the same files if they ran at the same time. */
export function isWritten({ readOnly }: MountedVolume): boolean {
  return readOnly !== true;
}

/** The volumes that a canary cannot use beside the running allocation. A rule of all jobs reports replicas that share such a volume. */
export function writerIssues(mounted: readonly MountedVolume[], canary: number): PatternIssue[] {
  return (canary > 0 ? mounted : []).filter(isExclusive).map((volume) =>
    createIssue(patternProps, {
      path: "update.canary",
      problem: "canary",
      canary,
      accessMode: accessModeOf(volume) ?? "",
    }),
  );
}
