import type { ClientNode } from "../../../cli/checks/nodes";

/** The fields of a lab node in Nomad's API that the checks read. */
export const labNode: ClientNode = {
  ID: "1b137e73-ede2-dff2-0c41-00accdb10c1c",
  Name: "n1",
  Datacenter: "lab01",
  NodePool: "default",
  NodeClass: "",
  Status: "ready",
  SchedulingEligibility: "eligible",
  Attributes: {
    "kernel.name": "linux",
    "consul.version": "1.21.0",
    "plugins.cni.version.bridge": "1.0.0",
    "plugins.cni.version.firewall": "1.0.0",
    "plugins.cni.version.host-local": "1.0.0",
    "plugins.cni.version.loopback": "1.0.0",
    "plugins.cni.version.portmap": "1.0.0",
  },
  Meta: { "connect.log_level": "info" },
  Drivers: {
    docker: { Detected: true, Healthy: true, HealthDescription: "Healthy" },
    raw_exec: { Detected: true, Healthy: true, HealthDescription: "Healthy" },
    qemu: { Detected: false, Healthy: false, HealthDescription: "" },
  },
  HostVolumes: {},
  CSINodePlugins: {},
  NodeResources: {
    Networks: [{ Mode: "bridge" }, { Mode: "cni/lan" }, { Mode: "host" }],
    NodeNetworks: [
      { Addresses: null },
      { Addresses: [{ Alias: "default", Address: "10.0.10.11", ReservedPorts: "" }] },
    ],
  },
  ReservedResources: { Networks: { ReservedHostPorts: "" } },
};

/** The same machine under another name and address. */
export function nodeLike(name: string, address: string, changes: Partial<ClientNode> = {}): ClientNode {
  return {
    ...labNode,
    ID: `id-of-${name}`,
    Name: name,
    NodeResources: {
      ...labNode.NodeResources,
      NodeNetworks: [{ Addresses: [{ Alias: "default", Address: address, ReservedPorts: "" }] }],
    },
    ...changes,
  };
}
