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
 * Who may use a CSI volume at a time.
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
 * A place that storage can be in.
 *
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/volume/topology_request
 */
export interface CsiTopology {
  /** Names the place for the plugin, such as `{ zone: "a" }`. */
  readonly segments: Readonly<Record<string, string>>;
}

/**
 * How a CSI volume is mounted.
 *
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/volume/mount_options
 */
export interface CsiVolumeMountOptions extends Omit<CSIMountOptions, "mountFlags"> {
  /**
   * Flags of the mount, such as `noatime`. If one is a {@link Secret}, all are in no state and no saved plan, except with
   * `secretsInState` and with the official providers.
   * @default - none
   */
  readonly mountFlags?: readonly (string | Secret)[];
}

/**
 * What a {@link CsiVolume} is made of.
 *
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/volume/csi
 */
export interface CsiVolumeProps {
  /** The id by which jobs ask for it; one of its kind in its namespace. */
  readonly id: string;
  /**
   * The name that the plugin gets.
   * @default - the id
   */
  readonly name?: string;
  /**
   * The namespace, whose jobs alone may use it: a {@link Namespace} of this program, which is then made first, or the name of
   * one that exists.
   * @default - Nomad uses `default`
   */
  readonly namespace?: INamespace | string;
  /** The plugin that creates it, as the `csiPlugin` of its task names it. */
  readonly pluginId: string;
  /** Ways in which jobs may use it; one at least. */
  readonly capabilities: readonly VolumeCapability<CsiVolumeAccessMode>[];
  /**
   * The least size. Asking for more later expands the volume, where its plugin can.
   * @default - the plugin's
   */
  readonly capacityMin?: VolumeSize;
  /**
   * The largest size.
   * @default - the plugin's
   */
  readonly capacityMax?: VolumeSize;
  /**
   * How the volume is mounted. Nomad never returns the flags, so a plan does not show a change that was made elsewhere.
   * @default - the plugin's
   */
  readonly mountOptions?: CsiVolumeMountOptions;
  /**
   * Parameters that the plugin gets at creation. A change of the parameters replaces the volume.
   * @default - none
   */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * Credentials that the plugin is given. They are in no output of the synthesis, no state, and no saved plan, except with
   * `secretsInState` and with the official providers. Nomad never returns them, so a plan does not show a change that was made elsewhere.
   * @default - none
   */
  readonly secrets?: Readonly<Record<string, Secret>>;
  /**
   * The snapshot that it starts as a copy of.
   * @default - it starts empty
   */
  readonly snapshotId?: string;
  /**
   * The volume that it starts as a copy of.
   * @default - it starts empty
   */
  readonly cloneId?: string;
  /**
   * Where it has to be, or should be, within reach of.
   * @default - the plugin decides
   */
  readonly topologyRequest?: {
    readonly required?: readonly CsiTopology[];
    readonly preferred?: readonly CsiTopology[];
  };
  /**
   * How long to wait for the plugin to be healthy, and for jobs to let go of the volume before it is deleted.
   * @default - the provider waits 10 minutes each
   */
  readonly timeouts?: { readonly create?: string; readonly delete?: string };
  /**
   * What has to exist before: the job that runs the plugin, so that it also outlives the volume.
   * @default - nothing; the plugin runs already
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * A volume that a plugin of the Container Storage Interface creates in its storage.
 *
 * Removing it from the program deletes it and what is in it, and so does another id, name, plugin, or other parameters.
 * While an allocation uses it, it is not deleted: the plan says who does.
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
  /** The Terraform address, for `dependsOn`. */
  readonly fqn: string;

  /**
   * What is wrong with the settings is reported at synthesis, all of it together.
   *
   * @throws Error when the stack already has a CSI volume of this id in this namespace
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
