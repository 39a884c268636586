import { labPaths } from "../../../lab/paths";
import { renderPlan } from "../../../lab/plan";
import { equalNodes } from "../../../lab/topology";

const paths = labPaths("demo", { XDG_STATE_HOME: "/state" });
const plan = renderPlan({
  name: "demo",
  paths,
  topology: equalNodes(3),
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
});

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

describe("the name of a lab", () => {
  it.each(["", "Lab", "-lab", "lab-", "a/b", "..", "x".repeat(33)])("fails when it is %p", (name) => {
    expect(() => labPaths(name)).toThrow(
      `lab name "${name}": want 1 to 32 lower-case letters, digits and dashes, such as "lab"`,
    );
  });
});
