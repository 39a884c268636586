/** One machine of a lab: a set of Linux namespaces with its own network, mounts, processes and host name. */
export interface Host {
  /** Host name, such as `n1`. */
  readonly name: string;
  /** IPv4 address on the lab's own network, such as `10.0.10.11`. */
  readonly address: string;
}

/** How many nodes a lab may have: one, or three for a cluster that survives the loss of one. */
export type NodeCount = 1 | 3;

/** The lab's network. It exists inside the lab only, so all labs use the same and none can meet a real one. */
export const network = {
  prefixLength: 24,
  /** The switch, which is the nodes' default route and has the image registry. */
  switch: { name: "switch", address: "10.0.10.1" },
  /** A machine outside the cluster, to ask from as a user of the LAN would. */
  client: { name: "client", address: "10.0.10.100" },
  /** Where the switch serves container images. */
  registryPort: 5000,
} as const;

/** Name of the datacenter in Nomad and Consul. */
export const datacenter = "lab01";

/** The nodes of a lab: `n1` at 10.0.10.11 and so on. */
export function nodesOf(count: NodeCount): Host[] {
  return Array.from({ length: count }, (_, index) => ({ name: `n${index + 1}`, address: `10.0.10.${11 + index}` }));
}

/** The part of the network whose addresses are for workloads on that node: `10.0.10.128/28` on `n1`, the next on `n2`. */
export function workloadSubnet(node: Host): string {
  return `10.0.10.${128 + 16 * (Number(node.name.slice(1)) - 1)}/28`;
}
