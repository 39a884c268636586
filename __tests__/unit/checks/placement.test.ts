import type { ClientNode } from "../../../cli/checks/nodes";
import { placementFindings } from "../../../cli/checks/placement";
import type { CsiVolumes } from "../../../cli/checks/volumes";
import { type ClusterStack, Job, type JobGroup, type JobProps } from "../../../constructs";
import { labNode, nodeLike } from "./node";
import { synthesizedContents } from "./stack";

const task = { name: "web", driver: "raw_exec", config: { command: "/bin/true" } } as const;

const page =
  (group: Partial<JobGroup>, job: Partial<JobProps> = {}) =>
  (stack: ClusterStack) =>
    new Job(stack, "page", { name: "page", groups: [{ name: "main", tasks: [task], ...group }], ...job });

/** Messages of the findings for a stack on these nodes. */
function messagesOf(
  make: (stack: ClusterStack) => void,
  nodes: readonly ClientNode[] = [labNode],
  volumes?: CsiVolumes,
) {
  return placementFindings(synthesizedContents(make), nodes, volumes).map(
    ({ level, message }) => `${level} ${message}`,
  );
}

const changed = (changes: Partial<ClientNode>): ClientNode => ({ ...labNode, ...changes });

describe("what the jobs of a stack need of the nodes", () => {
  it("is no finding where one node has all of it", () => {
    const fit = nodeLike("n2", "10.0.10.12", { HostVolumes: { disk: { ReadOnly: false } } });
    const all: Partial<JobGroup> = {
      network: { mode: "cni/lan" },
      services: [{ name: "page", provider: "consul" }],
      volumes: [{ name: "data", type: "host", source: "disk" }],
    };
    expect(messagesOf(page(all), [labNode, fit])).toEqual([]);
    expect(messagesOf(page({ network: { mode: "bridge" } }))).toEqual([]);
  });

  it("is not asked for a group that is not to run", () => {
    expect(messagesOf(page({ count: 0 }), [])).toEqual([]);
  });

  describe("driver", () => {
    const java = page({ tasks: [{ name: "web", driver: "java", config: { class: "Main" } }] });
    const fix = "install or enable it in the clients' plugin block, or choose another driver";
    const where = 'problem [default/page] groups.main: no node that may run it has the driver "java"';

    it.each([
      ["not installed", {}],
      ["not detected", { java: { Detected: false, Healthy: false, HealthDescription: "" } }],
      ["not healthy: no JVM", { java: { Detected: true, Healthy: false, HealthDescription: "no JVM" } }],
    ])("%s", (reason, Drivers) => {
      expect(messagesOf(java, [changed({ Drivers })])).toEqual([`${where} (n1: ${reason}); ${fix}`]);
    });
  });

  describe("network", () => {
    it("that no node's CNI configuration has", () => {
      const fix =
        'put a file with "name": "wan" where cni_config_dir of the clients says (/opt/cni/config), and restart them';
      const where = 'problem [default/page] groups.main: no node that may run it has the CNI network "wan"';
      const wan = page({ network: { mode: "cni/wan" } });
      expect(messagesOf(wan)).toEqual([`${where} (n1: it has lan); ${fix}`]);
      const NodeResources = { ...labNode.NodeResources, Networks: [{ Mode: "host" }] };
      expect(messagesOf(wan, [changed({ NodeResources })])).toEqual([`${where} (n1: it has none); ${fix}`]);
    });

    it("that is a bridge, without its plugins or the kernel's module", () => {
      const fix =
        "install the CNI plugins where cni_path of the clients says (/opt/cni/bin), load the module, and restart the clients";
      const where = "problem [default/page] groups.main: no node that may run it has bridge networking";
      const bridge = page({ network: { mode: "bridge" } });
      const { "plugins.cni.version.bridge": _, "plugins.cni.version.portmap": __, ...Attributes } = labNode.Attributes;
      expect(messagesOf(bridge, [changed({ Attributes })])).toEqual([
        `${where} (n1: no CNI plugin bridge, portmap); ${fix}`,
      ]);
      const NodeResources = { ...labNode.NodeResources, Networks: null };
      expect(messagesOf(bridge, [changed({ NodeResources })])).toEqual([
        `${where} (n1: its kernel has no module bridge); ${fix}`,
      ]);
    });
  });

  describe("volume", () => {
    const host = page({ volumes: [{ name: "data", type: "host", source: "disk" }] });
    const csi = page({
      volumes: [
        { name: "data", type: "csi", source: "disk", accessMode: "single-node-writer", attachmentMode: "file-system" },
      ],
    });

    it("of the host that no node has, or only for reading", () => {
      const fix = "make it with HostVolume in a stack, or declare it in the host_volume blocks of the clients";
      const where = 'problem [default/page] groups.main: no node that may run it has the host volume "disk"';
      expect(messagesOf(host)).toEqual([`${where} (n1: it has none); ${fix}`]);
      expect(messagesOf(host, [changed({ HostVolumes: { tape: { ReadOnly: false } } })])).toEqual([
        `${where} (n1: it has tape); ${fix}`,
      ]);
      expect(messagesOf(host, [changed({ HostVolumes: { disk: { ReadOnly: true } } })])).toEqual([
        `${where} (n1: it may only be read there); ${fix}`,
      ]);
    });

    it("of CSI that there is not, or whose plugin no node runs", () => {
      expect(messagesOf(csi, [labNode], new Map())).toEqual([
        'problem [default/page] groups.main: no node that may run it has the CSI volume "disk" (n1: there is no such volume); make it with CsiVolume in a stack, or register it with: nomad volume register',
      ]);
      const there = new Map([["default/disk", "hostpath"]]);
      const fix = "run its node plugin as a job of type system, or look at the one that runs: nomad plugin status";
      const where =
        'problem [default/page] groups.main: no node that may run it has the CSI plugin "hostpath" of the volume "disk"';
      expect(messagesOf(csi, [labNode], there)).toEqual([`${where} (n1: not running); ${fix}`]);
      expect(messagesOf(csi, [changed({ CSINodePlugins: { hostpath: { Healthy: false } } })], there)).toEqual([
        `${where} (n1: not healthy); ${fix}`,
      ]);
      expect(messagesOf(csi, [changed({ CSINodePlugins: { hostpath: { Healthy: true } } })], there)).toEqual([]);
    });

    it("of CSI is not looked at where the token may not list volumes", () => {
      expect(messagesOf(csi)).toEqual([]);
    });
  });

  it("is Consul's agent for a service there", () => {
    const { "consul.version": _, ...Attributes } = labNode.Attributes;
    expect(messagesOf(page({ services: [{ name: "page", provider: "consul" }] }), [changed({ Attributes })])).toEqual([
      'problem [default/page] groups.main: no node that may run it has an agent of Consul beside its client of Nomad (n1: no consul seen); run one there and name it in the consul block of the clients, or use provider: "nomad"',
    ]);
    expect(messagesOf(page({ services: [{ name: "page", provider: "nomad" }] }), [changed({ Attributes })])).toEqual(
      [],
    );
  });

  it("is one node with all, and not each on another", () => {
    const group: Partial<JobGroup> = {
      network: { mode: "cni/lan" },
      volumes: [{ name: "data", type: "host", source: "disk" }],
    };
    const disk = nodeLike("n2", "10.0.10.12", { HostVolumes: { disk: { ReadOnly: false } } });
    const without = { ...disk, NodeResources: { ...disk.NodeResources, Networks: [{ Mode: "host" }] } };
    expect(messagesOf(page(group), [labNode, without])).toEqual([
      'problem [default/page] groups.main: no node has all that it needs at once: the driver "raw_exec", the CNI network "lan", the host volume "disk" (n1 lacks the host volume "disk", n2 lacks the CNI network "lan"); give one node the rest',
    ]);
  });

  describe("place", () => {
    const fix = "start or enable a node, or change datacenters, nodePool or constraints";
    const where = "problem [default/page] groups.main: no node may run it";
    const constrained = (attribute: string, value: string) =>
      page({}, { constraints: [{ attribute: `\${${attribute}}`, value }] });

    it.each<[string, (stack: ClusterStack) => void, Partial<ClientNode>]>([
      ["n1 is down", page({}), { Status: "down" }],
      ["n1 is ineligible", page({}), { SchedulingEligibility: "ineligible" }],
      ["n1 is in the datacenter lab01", page({}, { datacenters: ["dc1", "eu-*"] }), {}],
      ["n1 is in the node pool gpu", page({}), { NodePool: "gpu" }],
      ["n1 has ${attr.kernel.name} linux", constrained("attr.kernel.name", "windows"), {}],
      ["n1 has ${meta.rack} not set", constrained("meta.rack", "r1"), {}],
      ["n1 has ${node.unique.name} n1", constrained("node.unique.name", "n7"), {}],
    ])("that no node is: %s", (reason, make, changes) => {
      expect(messagesOf(make, [changed(changes)])).toEqual([`${where} (${reason}); ${fix}`]);
    });

    it("that is on a cluster without nodes", () => {
      expect(messagesOf(page({}), [])).toEqual([`${where} (the cluster has no nodes); ${fix}`]);
    });

    it("by constraints that only Nomad can judge is every node", () => {
      const version = { attribute: "${attr.consul.version}", operator: "semver", value: ">= 9.0.0" } as const;
      expect(messagesOf(page({}, { constraints: [version] }))).toEqual([]);
    });
  });
});
