import { createHash } from "node:crypto";

/** Version of the form of an inventory. It grows when a file of an earlier version would be misread. */
export const inventoryVersion = 1;

/**
 * The shape of a cluster: what decides where Nomad places jobs. It has no tokens and no addresses of servers.
 *
 * @see docs/reference/inventory.md
 */
export interface Inventory {
  readonly version: typeof inventoryVersion;
  /** Region of Nomad. */
  readonly region: string;
  /** Settings of Nomad's scheduler. @default - the token could not read them */
  readonly scheduler?: Readonly<Record<string, unknown>>;
  /** The nodes that are not down, by name. */
  readonly nodes: readonly InventoryNode[];
}

/** A node of a cluster. */
export interface InventoryNode {
  readonly name: string;
  readonly datacenter: string;
  readonly nodePool: string;
  /** @default "" */
  readonly nodeClass: string;
  /** Capacity, and the part of it that Nomad keeps free: CPU in MHz, memory and disk in MB. */
  readonly capacity: Resources;
  readonly reserved: Resources;
  /** Ports that no job gets, such as `22,80,8500-8600`. */
  readonly reservedPorts: string;
  /** First and last port for jobs that name none. */
  readonly dynamicPorts: readonly [first: number, last: number];
  readonly meta: Readonly<Record<string, string>>;
  /** What `${attr.*}` of a job reads, except numbers that change while a node runs. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Task drivers that are healthy. */
  readonly drivers: readonly string[];
  readonly hostVolumes: readonly HostVolume[];
  readonly hostNetworks: readonly HostNetwork[];
  /** CNI networks, which jobs name as `cni/<name>`. */
  readonly cniNetworks: readonly string[];
  readonly csiPlugins: readonly CsiPlugin[];
  /** Devices such as GPUs, each as `vendor/type/name`. */
  readonly devices: readonly string[];
}

/** CPU in MHz, memory and disk in MB. */
export interface Resources {
  readonly cpu: number;
  readonly memory: number;
  readonly disk: number;
}

/** A host volume of a node. */
export interface HostVolume {
  readonly name: string;
  readonly readOnly: boolean;
  /** Whether it was created through Nomad's API, as the construct `HostVolume` does, and not in the configuration of the node. */
  readonly dynamic: boolean;
}

/** An address of a node that jobs name by the `hostNetwork` of a port. */
export interface HostNetwork {
  readonly name: string;
  readonly address: string;
  readonly reservedPorts: string;
}

/** A CSI plugin that runs on a node. */
export interface CsiPlugin {
  readonly id: string;
  /** Name of the driver, such as `ebs.csi.aws.com`. */
  readonly provider: string;
  readonly controller: boolean;
  readonly node: boolean;
}

/** Returns the text of an inventory's file. */
export function inventoryText(inventory: Inventory): string {
  return `${JSON.stringify(inventory, null, 2)}\n`;
}

/** Returns a digest of an inventory, by which a running lab is compared with it. */
export function digestOf(inventory: Inventory): string {
  return createHash("sha256").update(JSON.stringify(inventory)).digest("hex");
}
