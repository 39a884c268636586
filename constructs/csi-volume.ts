import { Construct } from "constructs";
import type { ITerraformDependable } from "#cdk";
import {
  CsiVolume as CsiVolumeResource,
  type CsiVolumeMountOptions as MountOptionsArguments,
} from "../.gen/terraform/nomad/csi-volume";
import { withCode } from "../errors";
import { resourceAddress } from "./address";
import { literal, literals } from "./literal";
import { type INamespace, Namespace } from "./namespace";
import { dependenciesOf } from "./order";
import { hasWriteOnlySecrets, type Secret } from "./secret";
import type { CSIMountOptions } from "./spec";
import type { IVolume, VolumeCapability } from "./volume";
import { sizeProblems, type VolumeSize } from "./volume-size";

/**
 * How many nodes and allocations may use a CSI volume at a time, and whether they may write.
 *
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/volume/capability#access_mode
 */
export type CsiVolumeAccessMode =
  | "single-node-reader-only"
  | "single-node-writer"
  | "multi-node-reader-only"
  | "multi-node-single-writer"
  | "multi-node-multi-writer";

/**
 * A location of storage, such as a zone.
 *
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/volume/topology_request#topology-parameters
 */
export interface CsiTopology {
  /** Keys and values that the plugin knows, such as `{ zone: "a" }`. At least one. */
  readonly segments: Readonly<Record<string, string>>;
}

/**
 * How a CSI volume is mounted.
 *
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/volume/mount_options
 */
export interface CsiVolumeMountOptions extends Omit<CSIMountOptions, "mountFlags"> {
  /**
   * Flags of the mount, such as `noatime`. If one is a {@link Secret}, none of them is in a state or a saved plan, except with
   * `secretsInState` and with the official providers.
   * @default - no flags
   */
  readonly mountFlags?: readonly (string | Secret)[];
}

/**
 * Properties of a {@link CsiVolume}.
 *
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/volume/csi
 */
export interface CsiVolumeProps {
  /** ID that jobs use as `source`. It is unique among the CSI volumes of the namespace. */
  readonly id: string;
  /**
   * Name that the plugin gets.
   * @default - `id`
   */
  readonly name?: string;
  /**
   * Namespace of the volume. Only jobs of this namespace can use it. It is a {@link Namespace} of this program, which Terraform then
   * creates first, or the name of an existing one.
   * @default - Nomad uses `default`
   */
  readonly namespace?: INamespace | string;
  /** ID of the plugin that creates the volume: the `id` in `csiPlugin` of the plugin's task. */
  readonly pluginId: string;
  /** Ways in which jobs may use the volume. At least one. */
  readonly capabilities: readonly VolumeCapability<CsiVolumeAccessMode>[];
  /**
   * Least size, such as `"10GiB"`. A larger value expands the volume, if the plugin can.
   * @default - the plugin chooses
   */
  readonly capacityMin?: VolumeSize;
  /**
   * Largest size, such as `"20GiB"`. It is not smaller than `capacityMin`.
   * @default - the plugin chooses
   */
  readonly capacityMax?: VolumeSize;
  /**
   * How Nomad mounts the volume. Nomad never returns the flags, so a plan does not show a change that was made elsewhere.
   * @default - the plugin chooses
   */
  readonly mountOptions?: CsiVolumeMountOptions;
  /**
   * Parameters that the plugin gets at creation. A change of the parameters replaces the volume.
   * @default - no parameters
   */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * Credentials that the plugin gets. They are in no output of the synthesis, no state, and no saved plan, except with
   * `secretsInState` and with the official providers. Nomad never returns them, so a plan does not show a change that was made elsewhere.
   * @default - no credentials
   */
  readonly secrets?: Readonly<Record<string, Secret>>;
  /**
   * ID of the snapshot whose data the new volume gets. It excludes `cloneId`.
   * @default - the volume is empty
   */
  readonly snapshotId?: string;
  /**
   * ID of the volume whose data the new volume gets. It excludes `snapshotId`.
   * @default - the volume is empty
   */
  readonly cloneId?: string;
  /**
   * Locations of the storage.
   * @default - the plugin chooses
   * @see https://developer.hashicorp.com/nomad/docs/other-specifications/volume/topology_request#parameters
   */
  readonly topologyRequest?: {
    /** The volume is accessible from at least one of these locations. @default - none */
    readonly required?: readonly CsiTopology[];
    /** The plugin tries these locations in their order. @default - none */
    readonly preferred?: readonly CsiTopology[];
  };
  /**
   * Longest waits of an apply.
   * @default - the provider waits 10 minutes each
   */
  readonly timeouts?: {
    /** Longest wait for a healthy plugin, such as `"5m"`. @default - the provider waits 10 minutes */
    readonly create?: string;
    /** Longest wait for the last allocation that uses the volume, such as `"5m"`. @default - the provider waits 10 minutes */
    readonly delete?: string;
  };
  /**
   * Resources that Terraform creates before the volume and destroys after it, such as the job that runs the plugin.
   * @default - none; the plugin is running already
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * A volume that a plugin of the Container Storage Interface creates in its storage.
 *
 * Terraform deletes the volume **with its data** if you remove it from the program, or if you change its ID, name, plugin, or parameters.
 * The provider of cdknomad does not delete a volume that an allocation uses. The plan names these allocations.
 *
 * @example
 * const data = new CsiVolume(stack, "data", {
 *   id: "data",
 *   pluginId: "hostpath",
 *   capacityMin: "1GiB",
 *   capabilities: [{ accessMode: "single-node-writer", attachmentMode: "file-system" }],
 *   dependsOn: [plugin],
 * });
 *
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/volume/csi
 */
export class CsiVolume extends Construct implements IVolume, ITerraformDependable {
  readonly type = "csi";
  readonly source: string;
  readonly namespaceName: string;
  readonly capabilities: readonly VolumeCapability[];
  readonly dependables: readonly ITerraformDependable[];
  /** Terraform address, for `dependsOn`. */
  readonly fqn: string;

  /**
   * The synthesis reports all properties that are not valid together (`property-invalid`).
   *
   * @throws CodedError if the stack has this volume already (`address-taken`), if its ID or namespace is a runtime value
   * (`property-invalid`), or if two stacks would depend on each other (`stack-cycle`)
   */
  constructor(scope: Construct, id: string, props: CsiVolumeProps) {
    super(scope, id);
    const { namespace = "default", capabilities, mountOptions, topologyRequest, dependsOn = [] } = props;
    const { namespaceName, dependables } = typeof namespace === "string" ? Namespace.fromName(namespace) : namespace;
    const order = dependenciesOf(this, [...dependables, ...dependsOn]);
    const isWriteOnly = hasWriteOnlySecrets(this);
    const secrets = Object.fromEntries(
      Object.entries(props.secrets ?? {}).map(([key, secret]) => [key, secret.in(this)]),
    );
    const resource = new CsiVolumeResource(this, "resource", {
      volumeId: props.id,
      name: literal(props.name ?? props.id),
      ...(namespace !== "default" && { namespace: literal(namespaceName) }),
      pluginId: literal(props.pluginId),
      capability: capabilities.map(({ accessMode, attachmentMode }) => ({ accessMode, attachmentMode })),
      ...(props.capacityMin !== undefined && { capacityMin: props.capacityMin }),
      ...(props.capacityMax !== undefined && { capacityMax: props.capacityMax }),
      ...(mountOptions && {
        mountOptions: {
          ...(mountOptions.fsType !== undefined && { fsType: literal(mountOptions.fsType) }),
          ...this.mountFlags(mountOptions.mountFlags),
        },
      }),
      ...(props.parameters && { parameters: literals(props.parameters) }),
      ...(Object.keys(secrets).length > 0 && (isWriteOnly ? { secretsWo: secrets } : { secrets })),
      ...(props.snapshotId !== undefined && { snapshotId: literal(props.snapshotId) }),
      ...(props.cloneId !== undefined && { cloneId: literal(props.cloneId) }),
      ...(topologyRequest && {
        topologyRequest: {
          ...(topologyRequest.required && { required: places(topologyRequest.required) }),
          ...(topologyRequest.preferred && { preferred: places(topologyRequest.preferred) }),
        },
      }),
      ...(props.timeouts && { timeouts: props.timeouts }),
      ...(order.length > 0 && { dependsOn: order }),
    });
    resource.overrideLogicalId(resourceAddress(this, CsiVolumeResource.tfResourceType, namespaceName, props.id));
    this.source = props.id;
    this.namespaceName = namespaceName;
    this.capabilities = capabilities;
    this.dependables = [resource];
    this.fqn = resource.fqn;
    this.node.addValidation({
      validate: () =>
        problems(props).map((problem) => withCode("property-invalid", `[${namespaceName}/${props.id}] ${problem}`)),
    });
  }

  private mountFlags(
    flags: CsiVolumeMountOptions["mountFlags"],
  ): Pick<MountOptionsArguments, "mountFlags" | "mountFlagsWo"> {
    if (flags === undefined) {
      return {};
    }
    const texts = flags.map((flag) => (typeof flag === "string" ? literal(flag) : flag.in(this)));
    const hasSecret = flags.some((flag) => typeof flag !== "string");
    return hasSecret && hasWriteOnlySecrets(this) ? { mountFlagsWo: texts } : { mountFlags: texts };
  }
}

const places = (topologies: readonly CsiTopology[]) => ({
  topology: topologies.map(({ segments }) => ({ segments: literals(segments) })),
});

function problems(props: CsiVolumeProps): string[] {
  const found = sizeProblems(props);
  if (!/^[A-Za-z0-9._[\]-]+$/.test(props.id)) {
    found.push(`id: got "${props.id}"; use letters, digits, dots, dashes and underscores`);
  }
  if (props.capabilities.length === 0) {
    found.push("capabilities: there is none; say how jobs may use the volume");
  }
  if (props.snapshotId !== undefined && props.cloneId !== undefined) {
    found.push("cloneId: got one beside snapshotId; a volume starts as a copy of one of them");
  }
  for (const kind of ["required", "preferred"] as const) {
    for (const [index, { segments }] of (props.topologyRequest?.[kind] ?? []).entries()) {
      if (Object.keys(segments).length === 0) {
        found.push(`topologyRequest.${kind}[${index}].segments: it is empty; name the place`);
      }
    }
  }
  return found;
}
