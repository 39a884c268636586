import { certificateOnNode } from "../certificates";
import { datacenter, type Host } from "../topology";
import { consulPort } from "./consul";

/** Ports of Nomad's two agents on a node, and of what hands out Nomad's public keys to those without a certificate. */
export const nomadPorts = { serverHttp: 4646, rpc: 4647, clientHttp: 5646, keys: 4640 } as const;

/**
 * Where a node's Consul gets the keys with which Nomad signs identities. Consul cannot show a certificate there, which a
 * Nomad with mutual TLS asks everybody for; a proxy on the node's loopback, which gives these keys only, has one.
 */
export const jwksUrl = (tls: boolean) =>
  `http://127.0.0.1:${tls ? nomadPorts.keys : nomadPorts.serverHttp}/.well-known/jwks.json`;

/** What both Nomad agents of a node are told. */
export interface NomadSettings {
  readonly node: Host;
  /** All servers of the cluster, this node included. */
  readonly servers: readonly Host[];
  /** Whether agents and commands show each other certificates. @default false */
  readonly tls?: boolean;
}

/** What a node's Nomad server is told beside that. */
export interface NomadServerSettings extends NomadSettings {
  /** The key that gossip is encrypted with. @default - it is not */
  readonly gossipKey?: string;
}

/** What a node's Nomad client is told beside what both are. */
export interface NomadClientSettings extends NomadSettings {
  /** Folder of the CNI plugins. */
  readonly cniPath: string;
  /** Folder of the CNI networks that jobs name as `cni/<network>`. */
  readonly cniConfigDir: string;
  /** Image of the container that holds a task group's network under the docker driver. */
  readonly infraImage: string;
}

/** Where a workload's identity is meant to be used; Consul's auth method asks for the same word. */
export const consulAudience = "consul.io";

/**
 * Mutual TLS: who talks to the agent has a certificate of the lab's authority.
 *
 * @see https://developer.hashicorp.com/nomad/docs/configuration/tls
 */
function mutualTls(role: "nomad-server" | "nomad-client"): object {
  const { caFile, certFile, keyFile } = certificateOnNode(role);
  return {
    tls: {
      http: true,
      rpc: true,
      ca_file: caFile,
      cert_file: certFile,
      key_file: keyFile,
      verify_server_hostname: true,
      verify_https_client: true,
    },
  };
}

/** How an agent reaches its node's Consul. */
function consulApi(tls = false): object {
  const { caFile, certFile, keyFile } = certificateOnNode("consul-client");
  return {
    address: `127.0.0.1:${consulPort(tls)}`,
    ...(tls && { ssl: true, ca_file: caFile, cert_file: certFile, key_file: keyFile }),
  };
}

const common = (node: Host) => ({
  name: node.name,
  datacenter,
  bind_addr: "0.0.0.0",
  disable_update_check: true,
  leave_on_interrupt: false,
  acl: { enabled: true },
});

/**
 * The configuration of a node's Nomad server, as JSON; it holds the gossip key. Its Consul token comes from the environment.
 *
 * Server and client are two agents: in one, the client registers before the server's keyring is there, and tries again
 * only after 15 seconds or more.
 *
 * @see https://developer.hashicorp.com/nomad/docs/configuration/server
 */
export function nomadServerConfig({ node, servers, tls, gossipKey }: NomadServerSettings): object {
  return {
    ...common(node),
    ...(tls && mutualTls("nomad-server")),
    data_dir: "/run/node/nomad-server",
    advertise: { http: node.address, rpc: node.address, serf: node.address },
    server: {
      enabled: true,
      bootstrap_expect: servers.length,
      ...(gossipKey !== undefined && { encrypt: gossipKey }),
      // a lost node is seen within 10 seconds, also right after a new leader was elected
      min_heartbeat_ttl: "5s",
      heartbeat_grace: "5s",
      failover_heartbeat_ttl: "15s",
      server_join: { retry_join: servers.map((server) => server.address), retry_interval: "1s" },
    },
    consul: {
      ...consulApi(tls),
      service_identity: { aud: [consulAudience], ttl: "1h" },
      task_identity: { aud: [consulAudience], ttl: "1h" },
    },
  };
}

/**
 * The configuration of a node's Nomad client, as JSON. Its Consul token comes from the environment.
 *
 * @see https://developer.hashicorp.com/nomad/docs/configuration/client
 */
export function nomadClientConfig(settings: NomadClientSettings): object {
  const { node, servers, tls } = settings;
  return {
    ...common(node),
    ...(tls && mutualTls("nomad-client")),
    data_dir: "/run/node/nomad-client",
    plugin_dir: "/run/plugins",
    ports: { http: nomadPorts.clientHttp },
    advertise: { http: node.address },
    client: {
      enabled: true,
      servers: servers.map((server) => `${server.address}:${nomadPorts.rpc}`),
      // the path of a task's API socket has room for 108 characters; this one leaves 42 for the task's name
      alloc_dir: "/run/alloc",
      network_interface: "eth0",
      cni_path: settings.cniPath,
      cni_config_dir: settings.cniConfigDir,
      // a cloud's metadata address would be asked for seconds
      options: { "fingerprint.denylist": "env_aws,env_gce,env_azure,env_digitalocean" },
    },
    consul: consulApi(tls),
    plugin: [
      {
        docker: [
          {
            config: [
              {
                endpoint: "unix:///run/docker.sock",
                allow_caps: ["all"],
                infra_image: settings.infraImage,
                // the lab's images are few and come over a virtual cable only once
                gc: [{ image: false }],
                volumes: [{ enabled: true }],
              },
            ],
          },
        ],
      },
      { "nomad-driver-podman": [{ config: [{ socket_path: "unix:///run/podman.sock" }] }] },
      { raw_exec: [{ config: [{ enabled: true }] }] },
    ],
  };
}
