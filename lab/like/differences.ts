import type { Inventory, InventoryNode } from "./inventory";
import { reasonFor } from "./reasons";

/** What a job can constrain on that a node of the lab has otherwise than the node that it is like. */
export interface Difference {
  readonly node: string;
  /** As a job refers to it, such as `attr.kernel.version` or `meta.rack`; otherwise what it is, such as `driver java`. */
  readonly what: string;
  /** The value in the cluster; empty if the node lacks it. */
  readonly there: string;
  /** The value in the lab. */
  readonly here: string;
  /** Why a lab cannot have it. @default - there is no reason, and cdknomad has a bug */
  readonly reason?: string;
}

/**
 * Compares the nodes of a lab with those that they are like.
 *
 * @param there the inventory of the cluster
 * @param here the inventory of the lab
 * @returns one entry per difference, in the order of the nodes
 */
export function differences(there: Inventory, here: Inventory): Difference[] {
  return there.nodes.flatMap((node) => {
    const own = here.nodes.find(({ name }) => name === node.name);
    const [wanted, got] = [factsOf(node), own ? factsOf(own) : new Map<string, string>()];
    return [...new Set([...wanted.keys(), ...got.keys()])]
      .filter((what) => wanted.get(what) !== got.get(what))
      .map((what) => {
        const [wantedText, gotText] = [wanted.get(what) ?? "", got.get(what) ?? ""];
        const reason = reasonFor(what, node);
        return { node: node.name, what, there: wantedText, here: gotText, ...(reason !== undefined && { reason }) };
      });
  });
}

/** Returns all that a job can constrain on, or that Nomad's scheduler computes with, as one text per name. */
export function factsOf(node: InventoryNode): Map<string, string> {
  const prefixed = (prefix: string, values: Readonly<Record<string, string>>): [string, string][] =>
    Object.entries(values).map(([name, value]) => [`${prefix}.${name}`, value]);
  const present = (kind: string, names: readonly string[]): [string, string][] =>
    names.map((name) => [`${kind} ${name}`, "yes"]);
  const { capacity, reserved, dynamicPorts } = node;
  return new Map([
    ["node.unique.name", node.name],
    ["node.datacenter", node.datacenter],
    ["node.pool", node.nodePool],
    ["node.class", node.nodeClass],
    ...prefixed("capacity", textsOf({ ...capacity })),
    ...prefixed("reserved", textsOf({ ...reserved })),
    ["reserved ports", node.reservedPorts],
    ["dynamic ports", dynamicPorts.join("-")],
    ...prefixed("meta", node.meta),
    ...prefixed("attr", node.attributes),
    ...present("driver", node.drivers),
    ...node.hostVolumes.map(({ name, readOnly }): [string, string] => [
      `host volume ${name}`,
      readOnly ? "read-only" : "read and write",
    ]),
    ...node.hostNetworks.map(({ name, reservedPorts }): [string, string] => [
      `host network ${name}`,
      reservedPorts === "" ? "yes" : `without ports ${reservedPorts}`,
    ]),
    ...present("CNI network", node.cniNetworks),
    ...present(
      "CSI plugin",
      node.csiPlugins.map(({ id }) => id),
    ),
    ...present("device", node.devices),
  ]);
}

function textsOf(numbers: Readonly<Record<string, number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, String(value)]));
}
