import { type Host, type NodeShape, workloadSubnet } from "../topology";

/**
 * The CNI networks of a node by the name of their file. In each of them a task group has an address of the lab's network.
 *
 * @param shape what the node has in a lab like another cluster. @default - one network, `lan`
 */
export function cniNetworks(node: Host, shape?: NodeShape): Record<string, object> {
  const networks = shape?.cniNetworks ?? [{ name: "lan", subnet: workloadSubnet(node) }];
  return Object.fromEntries(
    networks.map(({ name, subnet }) => [`${encodeURIComponent(name)}.conflist`, cniNetwork(name, subnet)]),
  );
}

function cniNetwork(name: string, subnet: string): object {
  return {
    cniVersion: "1.0.0",
    name,
    plugins: [
      {
        // A cable of its own to the node, which answers for the address on the network (proxy ARP). Other than with
        // macvlan the node itself reaches the group too, so Nomad can check it; and every kernel has it.
        type: "ptp",
        ipam: { type: "host-local", ranges: [[{ subnet }]], routes: [{ dst: "0.0.0.0/0" }] },
      },
      { type: "portmap", capabilities: { portMappings: true } },
    ],
  };
}
