import { Construct } from "constructs";
import type { ITerraformDependable } from "#cdk";
import { DynamicHostVolume as DynamicHostVolumeResource } from "../.gen/terraform/nomad/dynamic-host-volume";
import { withCode } from "../errors";
import { resourceAddress } from "./address";
import { literal, literals } from "./literal";
import { type INamespace, Namespace } from "./namespace";
import { dependenciesOf } from "./order";
import type { Constraint } from "./spec";
import type { IVolume, VolumeCapability } from "./volume";
import { sizeProblems, type VolumeSize } from "./volume-size";

/**
 * How many allocations may use a host volume at a time, and whether they may write. All of them run on the node of the volume.
 *
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/volume/capability#access_mode
 */
export type HostVolumeAccessMode =
  | "single-node-reader-only"
  | "single-node-writer"
  | "single-node-single-writer"
  | "single-node-multi-writer";

/**
 * Properties of a {@link HostVolume}.
 *
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/volume/host
 */
export interface HostVolumeProps {
  /** Name that jobs use as `source`. */
  readonly name: string;
  /**
   * Namespace of the volume. Only jobs of this namespace can use it. It is a {@link Namespace} of this program, which Terraform then
   * creates first, or the name of an existing one.
   * @default - Nomad uses `default`
   */
  readonly namespace?: INamespace | string;
  /** ID of the plugin that creates the volume: `mkdir`, which is a part of Nomad and creates a folder, or a plugin of the nodes. */
  readonly pluginId: string;
  /** Ways in which jobs may use the volume. At least one. */
  readonly capabilities: readonly VolumeCapability<HostVolumeAccessMode>[];
  /**
   * Least size, such as `"10GiB"`. The plugin `mkdir` ignores it.
   * @default - no limit
   */
  readonly capacityMin?: VolumeSize;
  /**
   * Largest size, such as `"20GiB"`. It is not smaller than `capacityMin`. The plugin `mkdir` ignores it.
   * @default - no limit
   */
  readonly capacityMax?: VolumeSize;
  /**
   * Full ID of the node of the volume.
   * @default - Nomad chooses a node that has the plugin and meets `constraints`
   */
  readonly nodeId?: string;
  /**
   * Node pool of the node.
   * @default - Nomad chooses from all node pools that the namespace allows
   */
  readonly nodePool?: string;
  /**
   * Conditions that the node must meet. A change of the constraints replaces the volume.
   * @default - no constraints
   */
  readonly constraints?: readonly Constraint[];
  /**
   * Parameters that the plugin gets at creation. `mkdir` has `mode`, `uid`, and `gid`.
   * @default - no parameters
   * @see https://developer.hashicorp.com/nomad/docs/other-specifications/volume/host#mkdir-parameters
   */
  readonly parameters?: Readonly<Record<string, string>>;
}

/**
 * A dynamic host volume: storage on one node that outlives the jobs that use it. A job with this volume as `source` runs on that node.
 *
 * Terraform deletes the volume **with its data** if you remove it from the program, or if you change its name, plugin, node, or
 * constraints. The provider of cdknomad neither deletes nor changes a volume that an allocation uses. The plan names these allocations.
 *
 * @example
 * const data = new HostVolume(stack, "data", {
 *   name: "data",
 *   pluginId: "mkdir",
 *   capabilities: [{ accessMode: "single-node-writer", attachmentMode: "file-system" }],
 * });
 * new Job(stack, "db", {
 *   name: "db",
 *   groups: [
 *     {
 *       name: "db",
 *       volumes: [{ name: "data", type: "host", source: data, accessMode: "single-node-writer", attachmentMode: "file-system" }],
 *       tasks: [
 *         {
 *           name: "db",
 *           driver: "docker",
 *           config: { image: "db:1" },
 *           volumeMounts: [{ volume: "data", destination: "/data" }],
 *         },
 *       ],
 *     },
 *   ],
 * });
 *
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/volume/host
 */
export class HostVolume extends Construct implements IVolume, ITerraformDependable {
  readonly type = "host";
  readonly source: string;
  readonly namespaceName: string;
  readonly capabilities: readonly VolumeCapability[];
  readonly dependables: readonly ITerraformDependable[];
  /** Terraform address, for `dependsOn`. */
  readonly fqn: string;
  /** Reference to the ID that Nomad gives the volume. */
  readonly volumeId: string;

  /**
   * The synthesis reports all properties that are not valid together (`property-invalid`).
   *
   * @throws CodedError if the stack has this volume already (`address-taken`), if its name or namespace is a runtime value
   * (`property-invalid`), or if two stacks would depend on each other (`stack-cycle`)
   */
  constructor(scope: Construct, id: string, props: HostVolumeProps) {
    super(scope, id);
    const { name, namespace = "default", pluginId, capabilities, capacityMin, capacityMax, nodeId, nodePool } = props;
    const { namespaceName, dependables } = typeof namespace === "string" ? Namespace.fromName(namespace) : namespace;
    const order = dependenciesOf(this, dependables);
    const resource = new DynamicHostVolumeResource(this, "resource", {
      name: literal(name),
      ...(namespace !== "default" && { namespace: literal(namespaceName) }),
      pluginId: literal(pluginId),
      capability: capabilities.map(({ accessMode, attachmentMode }) => ({ accessMode, attachmentMode })),
      ...(capacityMin !== undefined && { capacityMin }),
      ...(capacityMax !== undefined && { capacityMax }),
      ...(nodeId !== undefined && { nodeId: literal(nodeId) }),
      ...(nodePool !== undefined && { nodePool: literal(nodePool) }),
      ...(props.constraints && {
        constraint: props.constraints.map(({ attribute = "", operator, value }) => ({
          attribute: literal(attribute),
          ...(operator !== undefined && { operator }),
          ...(value !== undefined && { value: literal(value) }),
        })),
      }),
      ...(props.parameters && { parameters: literals(props.parameters) }),
      ...(order.length > 0 && { dependsOn: order }),
    });
    resource.overrideLogicalId(resourceAddress(this, DynamicHostVolumeResource.tfResourceType, namespaceName, name));
    this.source = name;
    this.namespaceName = namespaceName;
    this.capabilities = capabilities;
    this.volumeId = resource.id;
    this.dependables = [resource];
    this.fqn = resource.fqn;
    this.node.addValidation({
      validate: () =>
        problems(props).map((problem) => withCode("property-invalid", `[${namespaceName}/${name}] ${problem}`)),
    });
  }
}

const MKDIR_PARAMETERS = ["mode", "uid", "gid"];

function problems(props: HostVolumeProps): string[] {
  const found = sizeProblems(props);
  if (props.name === "") {
    found.push("name: it is empty; give the name by which jobs ask for the volume");
  }
  if (props.capabilities.length === 0) {
    found.push("capabilities: there is none; say how jobs may use the volume");
  }
  for (const [index, { attribute, operator }] of (props.constraints ?? []).entries()) {
    if (operator === "distinct_hosts" || operator === "distinct_property") {
      found.push(
        `constraints[${index}].operator: got "${operator}", but volumes of one name are on distinct nodes anyway; leave the constraint out`,
      );
    } else if (!attribute) {
      found.push(`constraints[${index}].attribute: it is empty; name what is compared, as "\${attr.kernel.name}"`);
    }
  }
  if (props.pluginId === "mkdir") {
    for (const [key, value] of Object.entries(props.parameters ?? {})) {
      if (!MKDIR_PARAMETERS.includes(key)) {
        found.push(`parameters.${key}: the plugin mkdir has no such parameter; use ${MKDIR_PARAMETERS.join(", ")}`);
      } else if (!(key === "mode" ? /^[0-7]{3,4}$/ : /^\d+$/).test(value)) {
        const want = key === "mode" ? 'an octal number, as "0755"' : "a number";
        found.push(`parameters.${key}: got "${value}"; use ${want}`);
      }
    }
  }
  return found;
}
