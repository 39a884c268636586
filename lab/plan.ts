import type { Layers } from "../tools/debian-packages";
import { certificateOnNode } from "./certificates";
import { consulPort } from "./config/consul";
import { dockerdArgs, engineVariables, registryAddress } from "./config/engines";
import { jwksUrl, nomadPorts } from "./config/nomad";
import { osOnNode } from "./config/nomad-like";
import { type Egress, egressNameServer } from "./egress";
import type { LabPaths } from "./paths";
import type { Programs } from "./programs";
import { registryAuthorityOnNode, registryPaths } from "./registry";
import { type Host, type NodeShape, network, nodeNameOf, type Topology } from "./topology";

/** Input of the supervisor, which reads the same shape in `lab/supervisor/plan.go`. */
export interface Plan {
  readonly name: string;
  readonly stateDir: string;
  readonly usrLayers: readonly string[];
  readonly etcLayers: readonly string[];
  readonly switch: { readonly address: string; readonly logDir: string; readonly processes: readonly Process[] };
  /** @default - hosts reach nothing outside of the lab */
  readonly egress?: Egress & { readonly nameServer: string };
  readonly hosts: readonly PlanHost[];
  readonly forwards: readonly { name: string; port: number; hosts: readonly string[]; to: string }[];
}

interface PlanHost {
  readonly name: string;
  /** The name that the host has for its own programs. @default - its name */
  readonly hostname?: string;
  readonly address: string;
  /** Further addresses with their prefix lengths. */
  readonly addresses?: readonly string[];
  readonly dir: string;
  readonly binds: readonly Bind[];
  readonly sysctls: Readonly<Record<string, string>>;
  readonly processes: readonly Process[];
}

interface Bind {
  readonly from: string;
  readonly to: string;
  /** Where the folder of the file is made visible instead, to which the path is a link. @default - the file alone */
  readonly folder?: string;
}

interface Process {
  readonly name: string;
  readonly argv: readonly string[];
  readonly env: readonly string[];
  readonly after: readonly Gate[];
  /** Address of the switch at which a process listens that runs in the user's network. @default - in that of its host */
  readonly listen?: string;
}

type Gate =
  | { readonly socket: string }
  | {
      readonly url: string;
      readonly contains?: string;
      readonly tokenFile?: string;
      readonly tls?: Certificates;
    };

interface Certificates {
  readonly caFile: string;
  readonly certFile: string;
  readonly keyFile: string;
}

/** Input of {@link renderPlan}. */
export interface PlanInputs {
  readonly name: string;
  readonly paths: LabPaths;
  readonly topology: Topology;
  readonly programs: Programs;
  readonly layers: Layers;
  /** Port of the loopback of this machine and of each node for images that are pushed to the lab. */
  readonly pushPort: number;
  /** Whether Nomad and Consul require certificates. */
  readonly tls: boolean;
  /** @default - hosts reach nothing outside of the lab */
  readonly egress?: Egress;
}

const process = (name: string, argv: readonly string[], after: readonly Gate[] = [], env: readonly string[] = []) => ({
  name,
  argv,
  env,
  after,
});

/** Returns the plan of a lab: its hosts, and the processes of each with their start conditions. */
export function renderPlan(inputs: PlanInputs): Plan {
  const { name, paths, topology, programs, tls, layers, egress } = inputs;
  const { nodes, servers } = topology;
  const inNetwork = (address: string) => `${address}/${topology.prefixLength}`;
  const serverNames = servers.map((server) => server.name);
  const beside = servers.filter((server) => !nodes.includes(server));
  return {
    name,
    stateDir: paths.dir,
    usrLayers: layers.usr,
    etcLayers: [paths.etc, ...layers.etc],
    switch: {
      address: inNetwork(network.switch.address),
      logDir: paths.logDir,
      processes: [
        {
          ...process("registry", [programs.images, "serve", registryPaths(paths).settings]),
          listen: registryAddress,
        },
      ],
    },
    ...(egress && { egress: { ...egress, nameServer: egressNameServer } }),
    hosts: [
      // Servers first: the nodes wait for them.
      ...beside.map((host) => ({ ...serverPlan(host, inputs), address: inNetwork(host.address) })),
      ...nodes.map((node) => ({ ...nodePlan(node, inputs), address: inNetwork(node.address) })),
      {
        name: network.client.name,
        address: inNetwork(network.client.address),
        dir: paths.hostDir(network.client.name),
        binds: commandBinds(programs),
        sysctls: {},
        processes: [],
      },
    ],
    forwards: [
      { name: "nomad", port: nomadPorts.serverHttp, hosts: serverNames, to: `127.0.0.1:${nomadPorts.serverHttp}` },
      { name: "consul", port: consulPort(tls), hosts: serverNames, to: `127.0.0.1:${consulPort(tls)}` },
    ],
  };
}

const commandBinds = (programs: Programs): Bind[] => [
  { from: programs.nomad, to: "/run/bin/nomad", folder: "/run/nomad-folder" },
  { from: programs.consul, to: "/run/bin/consul" },
];

/** File with the Consul token of a node's two Nomad agents. */
const consulTokenFile = "/run/node/etc/nomad-consul.token";

const nomad = (name: string, config: string, after: readonly Gate[]) =>
  process(name, ["/run/bin/nomad", "agent", `-config=/run/node/etc/${config}`], after, [
    `CONSUL_HTTP_TOKEN_FILE=${consulTokenFile}`,
  ]);

function nomadClient(shape: NodeShape | undefined, after: readonly Gate[]): Process {
  const client = nomad("nomad-client", "nomad-client.json", after);
  return shape ? { ...client, env: [...client.env, `HOST_ETC=${osOnNode}`] } : client;
}

/** Process that serves Nomad's public keys to the Consul of the node; see {@link jwksUrl}. */
function keysProxy(): Process {
  const { caFile, certFile, keyFile } = certificateOnNode("nomad-client");
  const [listen, from] = [`127.0.0.1:${nomadPorts.keys}`, `https://127.0.0.1:${nomadPorts.serverHttp}`];
  return process("nomad-keys", ["/run/bin/supervisor", "keys", listen, from, caFile, certFile, keyFile]);
}

/** Holds the client of a node without a server back until a server has the keys with which Nomad signs identities. */
function keysOfServer({ servers: [server] }: Topology, tls: boolean): Gate {
  const url = new URL(jwksUrl(false));
  url.hostname = server?.address ?? url.hostname;
  url.protocol = tls ? "https:" : "http:";
  return { url: url.href, contains: '"kid"', ...(tls && { tls: certificateOnNode("nomad-client") }) };
}

/** The machine of the servers in a lab whose nodes are clients only. */
function serverPlan({ name }: Host, { paths, programs }: PlanInputs): Omit<PlanHost, "address"> {
  return {
    name,
    dir: paths.hostDir(name),
    binds: commandBinds(programs),
    sysctls: { "net.ipv4.tcp_retries2": "1" },
    processes: [consulAgent(), nomad("nomad", "nomad-server.json", [])],
  };
}

const consulAgent = () => process("consul", ["/run/bin/consul", "agent", "-config-file=/run/node/etc/consul.json"]);

/** The addresses of a node's host networks that are not its own address. */
function furtherAddresses({ address }: Host, shape: NodeShape | undefined): string[] {
  const all = (shape?.hostNetworks ?? []).map((each) => each.address).filter((each) => each !== address);
  return [...new Set(all)].map((each) => `${each}/32`);
}

function nodePlan(node: Host, inputs: PlanInputs): Omit<PlanHost, "address"> {
  const { paths, programs, tls, pushPort, topology } = inputs;
  const dir = paths.hostDir(node.name);
  const engines = engineVariables(registryAuthorityOnNode);
  const shape = topology.shapeOf(node);
  const isServer = topology.servers.includes(node);
  const hasDriver = (driver: string) => shape === undefined || shape.like.drivers.includes(driver);
  return {
    name: node.name,
    ...(node.nodeName !== undefined && { hostname: shape?.like.attributes["unique.hostname"] ?? nodeNameOf(node) }),
    ...(shape && { addresses: furtherAddresses(node, shape) }),
    dir,
    binds: [
      ...commandBinds(programs),
      ...(tls ? [{ from: programs.supervisor, to: "/run/bin/supervisor" }] : []),
      { from: programs.images, to: "/run/bin/images" },
      { from: programs.podmanDriver, to: "/run/plugins/nomad-driver-podman" },
      { from: registryPaths(paths).authority, to: registryAuthorityOnNode },
      { from: `${dir}/alloc`, to: "/run/alloc" },
    ],
    sysctls: {
      // A DNS server can listen on the virtual address before keepalived adds it.
      "net.ipv4.ip_nonlocal_bind": "1",
      "net.ipv4.ip_forward": "1",
      // For workloads behind the node that have an address of the network.
      "net.ipv4.conf.eth0.proxy_arp": "1",
      // A machine without power closes no connection; its peers must notice in seconds, not in 15 minutes.
      "net.ipv4.tcp_retries2": "1",
    },
    processes: [
      ...(hasDriver("docker")
        ? [
            process("containerd", ["containerd", "--config=/run/node/etc/containerd.toml"]),
            process("dockerd", ["dockerd", ...dockerdArgs()], [{ socket: "/run/containerd/containerd.sock" }], engines),
          ]
        : []),
      ...(hasDriver("podman")
        ? [process("podman", ["podman", "system", "service", "--time=0", "unix:///run/podman.sock"], [], engines)]
        : []),
      process("registry-relay", ["/run/bin/images", "relay", `127.0.0.1:${pushPort}`, registryAddress]),
      consulAgent(),
      ...(isServer ? [nomad("nomad", "nomad-server.json", [])] : []),
      ...(isServer && tls ? [keysProxy()] : []),
      nomadClient(shape, [
        ...(hasDriver("docker") ? [{ socket: "/run/docker.sock" }] : []),
        ...(hasDriver("podman") ? [{ socket: "/run/podman.sock" }] : []),
        // Without the keyring, registration fails and Nomad tries it again only after 15 s or more.
        isServer ? { url: jwksUrl(tls), contains: '"kid"' } : keysOfServer(topology, tls),
        // If Consul rejects the token, the node lacks the attributes of Consul for as long.
        {
          url: `${tls ? "https" : "http"}://127.0.0.1:${consulPort(tls)}/v1/agent/self`,
          tokenFile: consulTokenFile,
          ...(tls && { tls: certificateOnNode("consul-client") }),
        },
      ]),
    ],
  };
}
