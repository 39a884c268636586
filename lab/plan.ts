import type { Layers } from "../tools/debian-packages";
import { certificateOnNode } from "./certificates";
import { consulPort } from "./config/consul";
import { dockerdArgs, registryAddress } from "./config/engines";
import { jwksUrl, nomadPorts } from "./config/nomad";
import type { LabPaths } from "./paths";
import { type Host, network } from "./topology";

/** Programs that the lab's hosts run, as paths on this machine. */
export interface Programs {
  readonly nomad: string;
  readonly consul: string;
  readonly podmanDriver: string;
  readonly images: string;
  readonly supervisor: string;
}

/** What the supervisor needs to know; it reads the same shape in `lab/supervisor/plan.go`. */
export interface Plan {
  readonly name: string;
  readonly stateDir: string;
  readonly usrLayers: readonly string[];
  readonly etcLayers: readonly string[];
  readonly switch: { readonly address: string; readonly logDir: string; readonly processes: readonly Process[] };
  readonly hosts: readonly PlanHost[];
  readonly forwards: readonly { name: string; port: number; hosts: readonly string[]; to: string }[];
}

interface PlanHost {
  readonly name: string;
  readonly address: string;
  readonly dir: string;
  readonly binds: readonly { from: string; to: string }[];
  readonly sysctls: Readonly<Record<string, string>>;
  readonly processes: readonly Process[];
}

interface Process {
  readonly name: string;
  readonly argv: readonly string[];
  readonly env: readonly string[];
  readonly after: readonly Gate[];
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

/** What {@link renderPlan} makes a plan of. */
export interface PlanInputs {
  readonly name: string;
  readonly paths: LabPaths;
  readonly nodes: readonly Host[];
  readonly programs: Programs;
  readonly layers: Layers;
  /** Whether Nomad and Consul ask for certificates. */
  readonly tls: boolean;
  /** OCI layout with the images to serve. */
  readonly imageLayout: string;
}

const inNetwork = (address: string) => `${address}/${network.prefixLength}`;

const process = (name: string, argv: readonly string[], after: readonly Gate[] = [], env: readonly string[] = []) => ({
  name,
  argv,
  env,
  after,
});

/** The plan of a lab: which hosts there are, and what runs on each after what. */
export function renderPlan({ name, paths, nodes, programs, tls, layers, imageLayout }: PlanInputs): Plan {
  const nodeNames = nodes.map((node) => node.name);
  return {
    name,
    stateDir: paths.dir,
    usrLayers: layers.usr,
    etcLayers: [paths.etc, ...layers.etc],
    switch: {
      address: inNetwork(network.switch.address),
      logDir: paths.logDir,
      processes: [process("registry", [programs.images, "serve", registryAddress, imageLayout])],
    },
    hosts: [
      ...nodes.map((node) => nodePlan(node, paths, programs, tls)),
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
      { name: "nomad", port: nomadPorts.serverHttp, hosts: nodeNames, to: `127.0.0.1:${nomadPorts.serverHttp}` },
      { name: "consul", port: consulPort(tls), hosts: nodeNames, to: `127.0.0.1:${consulPort(tls)}` },
    ],
  };
}

const commandBinds = (programs: Programs) => [
  { from: programs.nomad, to: "/run/bin/nomad" },
  { from: programs.consul, to: "/run/bin/consul" },
];

/** Holds the Consul token of a node's two Nomad agents. */
const consulTokenFile = "/run/node/etc/nomad-consul.token";

const nomad = (name: string, config: string, after: readonly Gate[]) =>
  process(name, ["/run/bin/nomad", "agent", `-config=/run/node/etc/${config}`], after, [
    `CONSUL_HTTP_TOKEN_FILE=${consulTokenFile}`,
  ]);

/** Hands out Nomad's public keys to this node's Consul; see {@link jwksUrl}. */
function keysProxy(): Process {
  const { caFile, certFile, keyFile } = certificateOnNode("nomad-client");
  const [listen, from] = [`127.0.0.1:${nomadPorts.keys}`, `https://127.0.0.1:${nomadPorts.serverHttp}`];
  return process("nomad-keys", ["/run/bin/supervisor", "keys", listen, from, caFile, certFile, keyFile]);
}

function nodePlan(node: Host, paths: LabPaths, programs: Programs, tls: boolean): PlanHost {
  const dir = paths.hostDir(node.name);
  return {
    name: node.name,
    address: inNetwork(node.address),
    dir,
    binds: [
      ...commandBinds(programs),
      ...(tls ? [{ from: programs.supervisor, to: "/run/bin/supervisor" }] : []),
      { from: programs.podmanDriver, to: "/run/plugins/nomad-driver-podman" },
      { from: `${dir}/alloc`, to: "/run/alloc" },
    ],
    sysctls: {
      // a DNS server may listen on the virtual address before keepalived brings it
      "net.ipv4.ip_nonlocal_bind": "1",
      "net.ipv4.ip_forward": "1",
      // for workloads with an address of the network, which are behind the node
      "net.ipv4.conf.eth0.proxy_arp": "1",
      // a machine that lost its power ends no connection: who waits for it shall notice in seconds, not in 15 minutes
      "net.ipv4.tcp_retries2": "1",
    },
    processes: [
      process("containerd", ["containerd", "--config=/run/node/etc/containerd.toml"]),
      process("dockerd", ["dockerd", ...dockerdArgs()], [{ socket: "/run/containerd/containerd.sock" }]),
      process("podman", ["podman", "system", "service", "--time=0", "unix:///run/podman.sock"]),
      process("consul", ["/run/bin/consul", "agent", "-config-file=/run/node/etc/consul.json"]),
      nomad("nomad", "nomad-server.json", []),
      ...(tls ? [keysProxy()] : []),
      nomad("nomad-client", "nomad-client.json", [
        { socket: "/run/docker.sock" },
        { socket: "/run/podman.sock" },
        // until the keyring answers, registration would fail and be tried again only after 15 s or more
        { url: jwksUrl(tls), contains: '"kid"' },
        // and until Consul takes the token, consul would be missing from the node's attributes as long
        {
          url: `${tls ? "https" : "http"}://127.0.0.1:${consulPort(tls)}/v1/agent/self`,
          tokenFile: consulTokenFile,
          ...(tls && { tls: certificateOnNode("consul-client") }),
        },
      ]),
    ],
  };
}
