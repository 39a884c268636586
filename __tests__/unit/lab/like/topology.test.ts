import path from "node:path";
import type { Inventory } from "../../../../lab/like/inventory";
import { readInventoryFile } from "../../../../lab/like/parse-inventory";
import { topologyLike } from "../../../../lab/like/topology";
import { labPaths } from "../../../../lab/paths";
import { renderPlan } from "../../../../lab/plan";

const inventory = readInventoryFile(path.join(__dirname, "../../../lab/like/inventory.json"));
const memory = (mb: number) => `MemTotal: 1 kB\nMemAvailable:   ${mb * 1024} kB\n`;
const topology = topologyLike(inventory, memory(4000));

describe("a lab like a cluster", () => {
  it("has its nodes under their names, and one machine with the servers", () => {
    expect(topology.nodes.map(({ name, nodeName }) => [name, nodeName])).toEqual([
      ["n1", "carrack/0"],
      ["n2", "gateway-1"],
      ["n3", "gateway-2"],
      ["n4", "ip-172-31-16-7"],
      ["n5", "ip-172-31-32-9"],
    ]);
    expect(topology.servers.map(({ name }) => name)).toEqual(["server"]);
    expect([topology.region, topology.datacenter]).toEqual(["eu", "eu1"]);
  });

  it("gives each node and network addresses that no other has, and host networks of one address one address", () => {
    const shapes = topology.nodes.map((node) => topology.shapeOf(node));
    expect(shapes.map((shape) => shape?.hostNetworks.map(({ name, address }) => `${name} ${address}`))).toEqual([
      ["private 10.0.10.11", "public 10.0.9.1"],
      ["public 10.0.9.17"],
      ["public 10.0.9.33"],
      ["private 10.0.10.14"],
      [],
    ]);
    expect(shapes.map((shape) => shape?.cniNetworks.map(({ subnet }) => subnet))).toEqual([
      [],
      ["10.0.11.16/28"],
      ["10.0.11.32/28"],
      [],
      [],
    ]);
  });

  it("runs the engines of a node's drivers, and servers on no node", () => {
    const plan = renderPlan({
      name: "demo",
      paths: labPaths("demo", { XDG_STATE_HOME: "/state" }),
      topology,
      programs: { nomad: "/n", consul: "/c", podmanDriver: "/d", images: "/i", supervisor: "/s" },
      tls: false,
      layers: { usr: [], etc: [] },
      pushPort: 5100,
    });
    expect(
      plan.hosts.map(({ name, hostname, processes }) => [name, hostname, processes.map((each) => each.name).join(" ")]),
    ).toEqual([
      ["server", undefined, "consul nomad"],
      ["n1", "ip-172-31-0-133", "containerd dockerd registry-relay consul nomad-client"],
      ["n2", "gateway-1", "containerd dockerd podman registry-relay consul nomad-client"],
      ["n3", "gateway-2", "podman registry-relay consul nomad-client"],
      ["n4", "ip-172-31-16-7", "containerd dockerd registry-relay consul nomad-client"],
      ["n5", "ip-172-31-32-9", "containerd dockerd registry-relay consul nomad-client"],
      ["client", undefined, ""],
    ]);
    expect(plan.forwards.map(({ hosts }) => hosts)).toEqual([["server"], ["server"]]);
  });
});

describe("a cluster that is too large for this machine", () => {
  const [node] = inventory.nodes;
  const many = (count: number, extra: object = {}): Inventory => ({
    ...inventory,
    nodes: Array.from({ length: count }, (_, index) => ({
      ...(node as never as object),
      ...extra,
      name: `c${index}`,
    })) as never,
  });

  it.each([
    [
      "nodes than fit in memory",
      many(10),
      2000,
      /^10 nodes need about 2800 MB of memory without jobs, and this machine has 2000 MB available/,
    ],
    ["nodes than addresses", many(17), 99_000, /^a lab has room for 16 nodes, and the inventory has 17/],
    [
      "CNI networks",
      many(2, { cniNetworks: ["a", "b", "c", "d", "e", "f"] }),
      99_000,
      /room for 5 CNI networks, and the inventory has 6/,
    ],
  ])("is refused when it has more %s", (_, larger, mb, message) => {
    expect(() => topologyLike(larger, memory(mb))).toThrow(message);
    expect(() => topologyLike(larger, memory(mb))).toThrow(/\(lab-not-possible\)$/);
  });
});
