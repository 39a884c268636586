import { cniNetworks } from "../../../lab/config/cni";
import { consulConfig } from "../../../lab/config/consul";
import { parseLimits, podmanFiles } from "../../../lab/config/engines";
import { nomadClientConfig, nomadServerConfig } from "../../../lab/config/nomad";
import { nodesOf } from "../../../lab/topology";

const [n1, n2, n3] = nodesOf(3) as [never, never, never];
const servers = [n1, n2, n3];
const cluster = { servers, region: "global", datacenter: "lab01" };

describe("the nodes of a lab", () => {
  it("are n1 at 10.0.10.11 and so on", () => {
    expect(nodesOf(1)).toEqual([{ name: "n1", address: "10.0.10.11" }]);
    expect(nodesOf(3).map((node) => node.address)).toEqual(["10.0.10.11", "10.0.10.12", "10.0.10.13"]);
  });
});

describe("the configuration of a node", () => {
  it("denies everything in Consul that no token allows, and waits for all servers", () => {
    expect(consulConfig({ node: n2, ...cluster, managementToken: "m", agentToken: "a" })).toMatchObject({
      node_name: "n2",
      bind_addr: "10.0.10.12",
      bootstrap_expect: 3,
      retry_join: ["10.0.10.11", "10.0.10.12", "10.0.10.13"],
      acl: { enabled: true, default_policy: "deny", tokens: { initial_management: "m", agent: "a" } },
    });
  });

  it.each([
    ["without TLS, so that a server does not listen on 8503 twice", undefined, { grpc: 8503, grpc_tls: -1 }],
    ["with TLS", "key", { http: -1, https: 8501, grpc_tls: 8503 }],
  ])("has Consul's gRPC at the port of the other cluster, %s", (_, gossipKey, ports) => {
    const settings = { node: n1, ...cluster, managementToken: "m", agentToken: "a", grpcPort: 8503 };
    expect(consulConfig({ ...settings, ...(gossipKey && { gossipKey }) })).toMatchObject({ ports });
  });

  it("has ACLs on in both Nomad agents and joins all servers", () => {
    const server = nomadServerConfig({ node: n1, ...cluster });
    const client = nomadClientConfig({
      node: n1,
      ...cluster,
      cniPath: "/cni",
      cniConfigDir: "/net",
      infraImage: "pause:1",
      chroot: { "/usr/bin/sh": "/usr/bin/sh" },
    });
    expect(server).toMatchObject({ acl: { enabled: true }, server: { enabled: true, bootstrap_expect: 3 } });
    expect(client).toMatchObject({
      acl: { enabled: true },
      client: {
        servers: ["10.0.10.11:4647", "10.0.10.12:4647", "10.0.10.13:4647"],
        cni_path: "/cni",
        cni_config_dir: "/net",
        chroot_env: { "/usr/bin/sh": "/usr/bin/sh" },
      },
    });
    expect(server).not.toHaveProperty("client");
    expect(client).not.toHaveProperty("server");
  });

  it("gives workloads on each node addresses that no other node gives", () => {
    const subnets = servers.map(
      (node) => /"subnet":"([^"]+)"/.exec(JSON.stringify(cniNetworks(node)["lan.conflist"]))?.[1],
    );
    expect(subnets).toEqual(["10.0.10.128/28", "10.0.10.144/28", "10.0.10.160/28"]);
  });

  it("leaves room for a task's name of 42 characters in the path of its API socket", () => {
    const client = nomadClientConfig({
      node: n1,
      ...cluster,
      cniPath: "/cni",
      cniConfigDir: "/net",
      infraImage: "p",
      chroot: {},
    }) as {
      client: { alloc_dir: string };
    };
    const allocation = "00000000-0000-0000-0000-000000000000";
    const socket = `${client.client.alloc_dir}/${allocation}/${"t".repeat(42)}/secrets/api.sock`;
    // sun_path holds 108 bytes with the closing zero
    expect(socket.length).toBeLessThanOrEqual(107);
  });
});

describe("what a container may be given", () => {
  const limits = (files: string, processes: string) =>
    `Limit                     Soft Limit           Hard Limit           Units\nMax processes             100                  ${processes}               processes\nMax open files            1024                 ${files}                files\n`;

  it("is never more than this host's hard limits", () => {
    expect(parseLimits(limits("20000", "96365"))).toEqual({ openFiles: 20_000, processes: 32_768 });
    expect(parseLimits(limits("unlimited", "1000"))).toEqual({ openFiles: 1_048_576, processes: 1_000 });
    expect(podmanFiles({ openFiles: 7, processes: 8 }, 5100)["containers.conf"]).toContain(
      'default_ulimits = ["nofile=7:7", "nproc=8:8"]',
    );
  });

  it("fails when the kernel does not say", () => {
    expect(() => parseLimits("")).toThrow('/proc/self/limits has no line "Max open files"');
  });
});
