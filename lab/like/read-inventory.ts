import { inParallel, type NomadClient } from "../../clients";
import { CodedError } from "../../errors";
import { type HostNetwork, type HostVolume, type Inventory, type InventoryNode, inventoryVersion } from "./inventory";

/** The part of Nomad's node that an inventory is made of. Each map and list can be null. */
interface WireNode {
  readonly Name: string;
  readonly Datacenter: string;
  readonly NodePool?: string;
  readonly NodeClass: string;
  readonly Status: string;
  readonly Attributes: Readonly<Record<string, string>> | null;
  readonly Meta: Readonly<Record<string, string>> | null;
  readonly Drivers: Readonly<Record<string, { readonly Detected: boolean; readonly Healthy: boolean }>> | null;
  readonly HostVolumes: Readonly<Record<string, { readonly ReadOnly: boolean; readonly ID?: string }>> | null;
  readonly CSIControllerPlugins: Readonly<Record<string, WirePlugin>> | null;
  readonly CSINodePlugins: Readonly<Record<string, WirePlugin>> | null;
  readonly NodeResources: {
    readonly Cpu: { readonly CpuShares: number };
    readonly Memory: { readonly MemoryMB: number };
    readonly Disk: { readonly DiskMB: number };
    readonly Networks: readonly { readonly Mode: string; readonly IP: string }[] | null;
    readonly NodeNetworks:
      | readonly { readonly Mode?: string; readonly Addresses: readonly WireAddress[] | null }[]
      | null;
    readonly Devices: readonly { readonly Vendor: string; readonly Type: string; readonly Name: string }[] | null;
    readonly MinDynamicPort?: number;
    readonly MaxDynamicPort?: number;
  };
  readonly ReservedResources: {
    readonly Cpu: { readonly CpuShares: number };
    readonly Memory: { readonly MemoryMB: number };
    readonly Disk: { readonly DiskMB: number };
    readonly Networks: { readonly ReservedHostPorts: string };
  } | null;
}

interface WireAddress {
  readonly Alias: string;
  readonly Address: string;
  readonly ReservedPorts?: string;
}

interface WirePlugin {
  readonly Provider?: string;
  readonly ControllerInfo?: object | null;
  readonly NodeInfo?: object | null;
}

/** Attributes that change while a node runs, so that two readings of a cluster would differ. */
const CHANGING = /^unique\.storage\.bytesfree$/;

/**
 * Reads the shape of a cluster. The token needs `node { policy = "read" }`; with `operator { policy = "read" }` the inventory also has the
 * settings of the scheduler.
 *
 * @throws CodedError if the cluster cannot be read or has no nodes
 * @see https://developer.hashicorp.com/nomad/api-docs/nodes
 */
export async function readInventory(nomad: NomadClient): Promise<Inventory> {
  const stubs = await nomad.get<readonly { readonly ID: string; readonly Status: string }[]>("/v1/nodes");
  const up = stubs.filter(({ Status }) => Status !== "down");
  if (up.length === 0) {
    throw new CodedError(
      "inventory-invalid",
      `nomad at ${nomad.access.address} has no node that is not down; start one, or choose another cluster`,
    );
  }
  const [nodes, region, scheduler] = await Promise.all([
    inParallel(up, ({ ID }) => nomad.get<WireNode>(`/v1/node/${ID}`)),
    regionOf(nomad),
    schedulerOf(nomad),
  ]);
  return {
    version: inventoryVersion,
    region,
    ...(scheduler && { scheduler }),
    nodes: nodes.map(nodeOf).sort((one, other) => compare(one.name, other.name)),
  };
}

/** The region of the token's agent; with federation, `/v1/regions` has those of others, too. */
async function regionOf(nomad: NomadClient): Promise<string> {
  return nomad.access.region ?? (await nomad.get<{ readonly ServerRegion: string }>("/v1/agent/members")).ServerRegion;
}

async function schedulerOf(nomad: NomadClient): Promise<Inventory["scheduler"]> {
  const { status, text } = await nomad.send("GET", "/v1/operator/scheduler/configuration");
  if (status !== 200) {
    return undefined; // the token lacks operator:read
  }
  const { SchedulerConfig } = JSON.parse(text) as { readonly SchedulerConfig?: Readonly<Record<string, unknown>> };
  const { CreateIndex, ModifyIndex, ...settings } = SchedulerConfig ?? {};
  return sorted(settings);
}

/** Returns the part of a node that decides about placements, in an order that depends on nothing but names. */
export function nodeOf(node: WireNode): InventoryNode {
  const { NodeResources: has, ReservedResources: reserved } = node;
  const attributes = Object.entries(node.Attributes ?? {})
    .filter(([name]) => !CHANGING.test(name))
    // Nomad lists the signals in another order each time that it starts.
    .map(([name, value]) => [name, name === "os.signals" ? value.split(",").sort(compare).join(",") : value]);
  return {
    name: node.Name,
    datacenter: node.Datacenter,
    nodePool: node.NodePool ?? "default", // before Nomad 1.6
    nodeClass: node.NodeClass,
    capacity: { cpu: cpuOf(node), memory: has.Memory.MemoryMB, disk: has.Disk.DiskMB },
    reserved: {
      cpu: reserved?.Cpu.CpuShares ?? 0,
      memory: reserved?.Memory.MemoryMB ?? 0,
      disk: reserved?.Disk.DiskMB ?? 0,
    },
    reservedPorts: reserved?.Networks.ReservedHostPorts ?? "",
    dynamicPorts: [has.MinDynamicPort || 20_000, has.MaxDynamicPort || 32_000],
    meta: sorted(node.Meta ?? {}),
    attributes: sorted(Object.fromEntries(attributes)),
    drivers: Object.entries(node.Drivers ?? {})
      .filter(([, { Detected, Healthy }]) => Detected && Healthy)
      .map(([name]) => name)
      .sort(compare),
    hostVolumes: volumesOf(node),
    hostNetworks: networksOf(node),
    cniNetworks: [
      ...new Set((has.Networks ?? []).flatMap(({ Mode }) => (Mode.startsWith("cni/") ? [Mode.slice(4)] : []))),
    ].sort(compare),
    csiPlugins: pluginsOf(node),
    devices: (has.Devices ?? []).map(({ Vendor, Type, Name }) => `${Vendor}/${Type}/${Name}`).sort(compare),
  };
}

/** The attribute has the whole, and the resource what remains of it: Nomad subtracts reserved cores from the latter. */
function cpuOf({ Attributes, NodeResources }: WireNode): number {
  const total = Number(Attributes?.["cpu.totalcompute"]);
  return Number.isInteger(total) && total > 0 ? total : NodeResources.Cpu.CpuShares;
}

function volumesOf({ HostVolumes }: WireNode): HostVolume[] {
  return Object.entries(HostVolumes ?? {})
    .map(([name, { ReadOnly, ID }]) => ({ name, readOnly: ReadOnly, dynamic: Boolean(ID) }))
    .sort((one, other) => compare(one.name, other.name));
}

/** IPv4 only: a lab has no IPv6. A name with several addresses has the first of them. */
function networksOf({ NodeResources }: WireNode): HostNetwork[] {
  const all = (NodeResources.NodeNetworks ?? [])
    .flatMap(({ Addresses }) => Addresses ?? [])
    .filter(({ Address }) => !Address.includes(":"))
    .map(({ Alias, Address, ReservedPorts = "" }) => ({ name: Alias, address: Address, reservedPorts: ReservedPorts }));
  return all
    .filter(({ name }, index) => all.findIndex((other) => other.name === name) === index)
    .sort((one, other) => compare(one.name, other.name));
}

function pluginsOf({ CSIControllerPlugins, CSINodePlugins }: WireNode): InventoryNode["csiPlugins"] {
  const [controllers, nodes] = [CSIControllerPlugins ?? {}, CSINodePlugins ?? {}];
  return [...new Set([...Object.keys(controllers), ...Object.keys(nodes)])].sort(compare).map((id) => ({
    id,
    provider: nodes[id]?.Provider ?? controllers[id]?.Provider ?? "",
    controller: controllers[id] !== undefined,
    node: nodes[id] !== undefined,
  }));
}

function sorted<T>(values: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).sort(([one], [other]) => compare(one, other)));
}

/** The order of code units, which is the same in every locale. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
