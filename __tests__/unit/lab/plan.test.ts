import { certificateOnNode } from "../../../lab/certificates";
import { nodeOf } from "../../../lab/node";
import { labPaths } from "../../../lab/paths";
import { renderPlan } from "../../../lab/plan";
import { equalNodes, workloadSubnet } from "../../../lab/topology";

const paths = labPaths("demo", { XDG_STATE_HOME: "/state" });
const inputs = {
  name: "demo",
  paths,
  programs: {
    nomad: "/c/nomad",
    consul: "/c/consul",
    podmanDriver: "/c/driver",
    images: "/c/images",
    supervisor: "/c/supervisor",
  },
  tls: false,
  layers: { usr: ["/c/usr"], etc: ["/c/etc"] },
  pushPort: 5100,
};
const plan = renderPlan({ ...inputs, topology: equalNodes(3) });

describe("the plan of a lab with three nodes", () => {
  it("has the nodes and one machine outside the cluster, each with an address of its own", () => {
    expect(plan.hosts.map((host) => [host.name, host.address])).toEqual([
      ["n1", "10.0.10.11/24"],
      ["n2", "10.0.10.12/24"],
      ["n3", "10.0.10.13/24"],
      ["client", "10.0.10.100/24"],
    ]);
    expect(plan.switch.address).toBe("10.0.10.1/24");
  });

  it("runs servers and engines on the nodes and nothing on the client", () => {
    const running = Object.fromEntries(plan.hosts.map((host) => [host.name, host.processes.map((p) => p.name)]));
    const services = ["containerd", "dockerd", "podman", "registry-relay", "consul", "nomad", "nomad-client"];
    expect(running).toEqual({ n1: services, n2: services, n3: services, client: [] });
  });

  it("leads loopback to any node that is on", () => {
    expect(plan.forwards).toEqual([
      { name: "nomad", port: 4646, hosts: ["n1", "n2", "n3"], to: "127.0.0.1:4646" },
      { name: "consul", port: 8500, hosts: ["n1", "n2", "n3"], to: "127.0.0.1:8500" },
    ]);
  });

  it("lays our /etc over that of unpacked packages, and that over the host's", () => {
    expect(plan.etcLayers).toEqual(["/state/cdknomad/labs/demo/etc", "/c/etc"]);
    expect(plan.usrLayers).toEqual(["/c/usr"]);
  });

  it("starts Nomad's client only when engines, keyring and Consul's token are there", () => {
    const client = plan.hosts[0]?.processes.find((process) => process.name === "nomad-client");
    expect(client?.after).toEqual([
      { socket: "/run/docker.sock" },
      { socket: "/run/podman.sock" },
      { url: "http://127.0.0.1:4646/.well-known/jwks.json", contains: '"kid"' },
      { url: "http://127.0.0.1:8500/v1/agent/self", tokenFile: "/run/node/etc/nomad-consul.token" },
    ]);
  });
});

describe("the plan of a lab with ten nodes", () => {
  const topology = equalNodes(10);
  const many = renderPlan({ ...inputs, topology });
  const gatesOf = (name: string, { hosts } = many) =>
    hosts.find((host) => host.name === name)?.processes.find((process) => process.name === "nomad-client")?.after;

  it("runs servers on the first three", () => {
    const servers = many.hosts.filter(({ processes }) => processes.some(({ name }) => name === "nomad"));
    expect(servers.map(({ name }) => name)).toEqual(["n1", "n2", "n3"]);
    expect(many.forwards.map(({ hosts }) => hosts)).toEqual([
      ["n1", "n2", "n3"],
      ["n1", "n2", "n3"],
    ]);
  });

  it("starts the client of a node without a server when a server has keys, also with TLS", () => {
    expect(gatesOf("n4")).toContainEqual({ url: "http://10.0.10.11:4646/.well-known/jwks.json", contains: '"kid"' });
    expect(gatesOf("n4", renderPlan({ ...inputs, topology, tls: true }))).toContainEqual({
      url: "https://10.0.10.11:4646/.well-known/jwks.json",
      contains: '"kid"',
      tls: certificateOnNode("nomad-client"),
    });
  });

  it("has a network of its own for the workloads of each node, none with an address of the lab's machines", () => {
    const first = (subnet: string) => Number(/\.(\d+)\/28$/.exec(subnet)?.[1]);
    const taken = [...many.hosts.map(({ address }) => Number(/\.(\d+)\/24$/.exec(address)?.[1])), 1, 10, 255];
    const starts = topology.nodes.map((node) => first(workloadSubnet(node)));
    expect(new Set(starts).size).toBe(10);
    expect(starts.flatMap((start) => taken.filter((one) => one > start && one < start + 15))).toEqual([]);
  });
});

describe("the name of a node", () => {
  const lab = { name: "demo", nodes: equalNodes(3).nodes };

  it.each([2, "2", "n2"])("is found for %p", (which) => {
    expect(nodeOf(lab, which).name).toBe("n2");
  });

  it.each([4, "n4", "nn2", ""])("fails for %p with the names that there are", (which) => {
    expect(() => nodeOf(lab, which)).toThrow(`lab "demo" has no node "${which}"; it has n1, n2, n3`);
  });
});

describe("the name of a lab", () => {
  it.each(["", "Lab", "-lab", "lab-", "a/b", "..", "x".repeat(33)])("fails when it is %p", (name) => {
    expect(() => labPaths(name)).toThrow(
      `lab name "${name}": want 1 to 32 lower-case letters, digits and dashes, such as "lab"`,
    );
  });
});
