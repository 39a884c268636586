import { readFileSync } from "node:fs";
import { CodedError } from "../../errors";
import { datacenter, type Host, type NodeShape, network, nodesOf, type Topology } from "../topology";
import type { HostNetwork, Inventory, InventoryNode } from "./inventory";

/**
 * The network of a lab like another cluster is 10.0.8.0/21: hosts in 10.0.10.0/24 as in each lab, addresses of host networks in 10.0.9.0/24,
 * and a range of /24 per CNI network from 10.0.11.0 on. Each node has a sixteenth of the latter two.
 */
const PREFIX_LENGTH = 21;
const SLOT = 16;
const FIRST_CNI_RANGE = 11;

/** How many of each fit into these ranges. */
const MOST = { nodes: 16, hostNetworks: SLOT - 1, cniNetworks: 5 } as const;

/** Memory in MB that a lab needs: its servers, agents and container engines per node, measured without jobs. */
const MEMORY = { servers: 300, node: 250 } as const;

/**
 * Returns the machines of a lab like a cluster: a node for each of its nodes, and one machine with the servers, because the nodes of the
 * cluster are clients.
 *
 * @param meminfo the text of `/proc/meminfo`
 * @throws CodedError if the cluster is too large for a lab on this machine
 */
export function topologyLike(inventory: Inventory, meminfo = readFileSync("/proc/meminfo", "utf8")): Topology {
  requireRoom(inventory, meminfo);
  const cniNetworks = [...new Set(inventory.nodes.flatMap((node) => node.cniNetworks))].sort();
  const shapes = new Map(
    nodesOf(inventory.nodes.length).map((host, slot) => {
      const like = inventory.nodes[slot] as InventoryNode;
      const shape: NodeShape = {
        like,
        hostNetworks: addressesOf(like, host, slot),
        cniNetworks: like.cniNetworks.map((name) => ({
          name,
          subnet: `10.0.${FIRST_CNI_RANGE + cniNetworks.indexOf(name)}.${slot * SLOT}/28`,
        })),
      };
      return [host.name, shape] as const;
    }),
  );
  const ofAny = (attribute: string) => inventory.nodes.map(({ attributes }) => attributes[attribute]).find(Boolean);
  const grpc = Number(ofAny("consul.grpc") ?? -1);
  return {
    nodes: nodesOf(inventory.nodes.length).map((host) => ({
      ...host,
      nodeName: String(shapes.get(host.name)?.like.name),
    })),
    servers: [network.server],
    prefixLength: PREFIX_LENGTH,
    region: inventory.region,
    datacenter: ofAny("consul.datacenter") ?? datacenter,
    ...(grpc > 0 && { consulGrpcPort: grpc }),
    ...(inventory.scheduler && { scheduler: inventory.scheduler }),
    shapeOf: ({ name }) => shapes.get(name),
  };
}

/** Names with one address there have one here. The name `default` is for the address that ports without a name get. */
function addressesOf({ hostNetworks }: InventoryNode, { address }: Host, slot: number): HostNetwork[] {
  const usual = hostNetworks.find(({ name }) => name === "default")?.address;
  const others = [...new Set(hostNetworks.map((each) => each.address))].filter((each) => each !== usual);
  return hostNetworks
    .filter(({ name }) => name !== "default")
    .map((each) => ({
      ...each,
      address: each.address === usual ? address : `10.0.9.${slot * SLOT + 1 + others.indexOf(each.address)}`,
    }));
}

function requireRoom({ nodes }: Inventory, meminfo: string): void {
  const tooMany = (what: string, count: number, most: number) => {
    if (count > most) {
      throw new CodedError(
        "lab-not-possible",
        `a lab has room for ${most} ${what}, and the inventory has ${count}; remove some from a copy of it`,
      );
    }
  };
  tooMany("nodes", nodes.length, MOST.nodes);
  tooMany("CNI networks", new Set(nodes.flatMap(({ cniNetworks }) => cniNetworks)).size, MOST.cniNetworks);
  for (const { name, hostNetworks } of nodes) {
    tooMany(`addresses of host networks per node (${name})`, hostNetworks.length, MOST.hostNetworks);
  }
  const needed = MEMORY.servers + nodes.length * MEMORY.node;
  const available = Math.floor(Number(/^MemAvailable:\s+(\d+) kB$/m.exec(meminfo)?.[1] ?? Number.NaN) / 1024);
  if (available < needed) {
    throw new CodedError(
      "lab-not-possible",
      `${nodes.length} nodes need about ${needed} MB of memory without jobs, and this machine has ${available} MB available; end other programs, or remove nodes from a copy of the inventory`,
    );
  }
}
