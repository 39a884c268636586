import { type Host, workloadSubnet } from "../topology";

/** The CNI networks of a node by the name of their file: one, `lan`, in which a task group has an address of the lab's network. */
export function cniNetworks(node: Host): Record<string, object> {
  return {
    "lan.conflist": {
      cniVersion: "1.0.0",
      name: "lan",
      plugins: [
        {
          // A cable of its own to the node, which answers for the address on the network (proxy ARP). Other than with
          // macvlan the node itself reaches the group too, so Nomad can check it; and every kernel has it.
          type: "ptp",
          ipam: {
            type: "host-local",
            ranges: [[{ subnet: workloadSubnet(node) }]],
            routes: [{ dst: "0.0.0.0/0" }],
          },
        },
        { type: "portmap", capabilities: { portMappings: true } },
      ],
    },
  };
}
