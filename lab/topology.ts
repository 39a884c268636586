import type { HostNetwork, InventoryNode } from "./like/inventory";

/** A machine of a lab: Linux namespaces with their own network, mounts, processes, and host name. */
export interface Host {
  /** Host name, such as `n1`. */
  readonly name: string;
  /** IPv4 address on the lab's own network, such as `10.0.10.11`. */
  readonly address: string;
  /** Name of the node in Nomad and Consul. @default - the host name */
  readonly nodeName?: string;
}

/** The machines of a lab. */
export interface Topology {
  readonly nodes: readonly Host[];
  /** Machines that run the servers of Nomad and Consul: the nodes, or one machine beside them. */
  readonly servers: readonly Host[];
  /** Prefix length of the lab's network. */
  readonly prefixLength: number;
  /** Region of Nomad. */
  readonly region: string;
  /** Datacenter of Consul, and of Nomad's servers. */
  readonly datacenter: string;
  /** Port at which Consul serves the proxies of its service mesh. @default - it serves none */
  readonly consulGrpcPort?: number;
  /** Settings of Nomad's scheduler. @default - those of Nomad */
  readonly scheduler?: Readonly<Record<string, unknown>>;
  /** What a node has in a lab like another cluster. @default - every node is the same */
  shapeOf(node: Host): NodeShape | undefined;
}

/** A node of a lab like another cluster: what it has, and its addresses in the lab. */
export interface NodeShape {
  readonly like: InventoryNode;
  readonly hostNetworks: readonly HostNetwork[];
  readonly cniNetworks: readonly { readonly name: string; readonly subnet: string }[];
}

/** Numbers of nodes that a lab can have. Up to five are servers as well: three survive the loss of one, five that of two. */
export const nodeCounts = [1, 3, 5, 10] as const;

/** Number of servers in a lab with more than five nodes, as in a cluster of that size: more servers make each write slower. */
const SERVERS_OF_MANY = 3;

/** Number of nodes of a lab. */
export type NodeCount = (typeof nodeCounts)[number];

/** The network of a lab. It exists only inside the lab, so that all labs use the same one without a conflict. */
export const network = {
  prefixLength: 24,
  /** The switch: default route of the nodes, and host of the image registry. */
  switch: { name: "switch", address: "10.0.10.1" },
  /** A machine outside the cluster, for requests like those of a LAN user. */
  client: { name: "client", address: "10.0.10.100" },
  /** The machine of the servers in a lab like another cluster, whose nodes are clients only. */
  server: { name: "server", address: "10.0.10.10" },
  /** Port of the image registry on the switch. */
  registryPort: 5000,
  /** First port of this machine's loopback, and of that of each node, at which images are pushed and pulled as `localhost:PORT/NAME`. */
  pushPort: 5100,
} as const;

/** Name of the datacenter in Nomad and Consul. */
export const datacenter = "lab01";

/** Returns the nodes of a lab: `n1` at 10.0.10.11, `n2` at 10.0.10.12, ... */
export function nodesOf(count: number): Host[] {
  return Array.from({ length: count }, (_, index) => ({ name: `n${index + 1}`, address: `10.0.10.${11 + index}` }));
}

/** The name of a host in Nomad and Consul. */
export const nodeNameOf = ({ nodeName, name }: Host) => nodeName ?? name;

/** Returns the machines of a lab of equal nodes. Each of up to five is also a server; of ten, the first three are. */
export function equalNodes(count: NodeCount): Topology {
  const nodes = nodesOf(count);
  return {
    nodes,
    servers: count > 5 ? nodes.slice(0, SERVERS_OF_MANY) : nodes,
    prefixLength: network.prefixLength,
    region: "global",
    datacenter,
    shapeOf: () => undefined,
  };
}

/** Returns the subnet for workloads on a node: `10.0.10.128/28` on `n1`, the next one on `n2`, and from `10.0.10.32/28` after eight. */
export function workloadSubnet(node: Host): string {
  const slot = Number(node.name.slice(1)) - 1;
  return `10.0.10.${slot < 8 ? 128 + 16 * slot : 32 + 16 * (slot - 8)}/28`;
}
