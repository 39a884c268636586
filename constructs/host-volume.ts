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
 * Who may use a host volume at a time: it is on one node, and so are its users.
 *
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/volume/capability#access_mode
 */
export type HostVolumeAccessMode =
  | "single-node-reader-only"
  | "single-node-writer"
  | "single-node-single-writer"
  | "single-node-multi-writer";

/**
 * What a {@link HostVolume} is made of.
 *
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/volume/host
 */
export interface HostVolumeProps {
  /** The name by which jobs ask for it. */
  readonly name: string;
  /**
   * The namespace, whose jobs alone may use it: a {@link Namespace} of this program, which is then made first, or the name of
   * one that exists.
   * @default - Nomad uses `default`
   */
  readonly namespace?: INamespace | string;
  /** The plugin that makes it: `mkdir`, which is built into Nomad and makes a folder, or one that the nodes have. */
  readonly pluginId: string;
  /** Ways in which jobs may use it; one at least. */
  readonly capabilities: readonly VolumeCapability<HostVolumeAccessMode>[];
  /**
   * The least size. Plugin `mkdir` sets no limits.
   * @default - none
   */
  readonly capacityMin?: VolumeSize;
  /**
   * The largest size.
   * @default - none
   */
  readonly capacityMax?: VolumeSize;
  /**
   * The node on which it is, by its whole id.
   * @default - Nomad chooses one that has the plugin and meets the constraints
   */
  readonly nodeId?: string;
  /**
   * The node pool out of which the node is chosen.
   * @default - Nomad chooses out of all
   */
  readonly nodePool?: string;
  /**
   * Conditions on the node that is chosen; others make another volume.
   * @default - none
   */
  readonly constraints?: readonly Constraint[];
  /**
   * Parameters for the plugin. `mkdir` takes `mode`, `uid` and `gid`, and only when it makes the folder.
   * @default - none
   */
  readonly parameters?: Readonly<Record<string, string>>;
}

/**
 * A dynamic host volume: storage on one node that outlives the jobs that use it. A job that takes it for `source` runs on
 * that node.
 *
 * Removing it from the program deletes it and what is in it, and so does another name, plugin, node or constraint. While an
 * allocation uses it, it is neither deleted nor changed: the plan says who does.
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
  /** The Terraform address, for `dependsOn`. */
  readonly fqn: string;
  /** A reference to the id that Nomad gives it. */
  readonly volumeId: string;

  /**
   * What is wrong with the settings is reported at synthesis, all of it together.
   *
   * @throws Error when the stack already has a host volume of this name in this namespace
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
