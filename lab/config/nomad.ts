import { certificateOnNode } from "../certificates";
import { type Host, type NodeShape, nodeNameOf } from "../topology";
import { consulPort } from "./consul";
import { clientLike, isSet, schedulerConfig } from "./nomad-like";

/** Ports of Nomad's two agents on a node, and of the proxy that serves Nomad's public keys without a client certificate. */
export const nomadPorts = { serverHttp: 4646, rpc: 4647, clientHttp: 5646, keys: 4640 } as const;

/**
 * Returns the URL from which a node's Consul gets the keys with which Nomad signs identities. With mutual TLS, Nomad requires
 * a certificate, which Consul cannot present. A proxy on the node's loopback serves only these keys.
 */
export const jwksUrl = (tls: boolean) =>
  `http://127.0.0.1:${tls ? nomadPorts.keys : nomadPorts.serverHttp}/.well-known/jwks.json`;

/** Input of the configuration of both Nomad agents of a node. */
export interface NomadSettings {
  readonly node: Host;
  /** All servers of the cluster. */
  readonly servers: readonly Host[];
  readonly region: string;
  readonly datacenter: string;
  /** Whether agents and commands use mutual TLS. @default false */
  readonly tls?: boolean;
}

/** Additional input of a node's Nomad server configuration. */
export interface NomadServerSettings extends NomadSettings {
  /** Key that encrypts the gossip. @default - no encryption */
  readonly gossipKey?: string;
  /** @default - the settings of Nomad */
  readonly scheduler?: Readonly<Record<string, unknown>>;
}

/** Additional input of a node's Nomad client configuration. */
export interface NomadClientSettings extends NomadSettings {
  /** Folder of the CNI plugins. */
  readonly cniPath: string;
  /** Folder of the CNI networks that jobs name as `cni/<network>`. */
  readonly cniConfigDir: string;
  /** Image of the container that keeps the network of a task group under the docker driver. */
  readonly infraImage: string;
  /** What the node has in a lab like another cluster. @default - what this machine has */
  readonly shape?: NodeShape;
  /** Files and folders of the node that the tasks of the drivers `exec` and `java` see, each with its path there. */
  readonly chroot: Readonly<Record<string, string>>;
}

/** Audience of workload identities; Consul's auth method requires the same value. */
export const consulAudience = "consul.io";

/**
 * Returns the settings for mutual TLS: the agent accepts only connections with a certificate of the lab's authority.
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

/** Returns the settings with which an agent connects to the Consul of its node. */
function consulApi(tls = false): object {
  const { caFile, certFile, keyFile } = certificateOnNode("consul-client");
  return {
    address: `127.0.0.1:${consulPort(tls)}`,
    ...(tls && { ssl: true, ca_file: caFile, cert_file: certFile, key_file: keyFile }),
  };
}

const common = ({ node, region, datacenter }: Pick<NomadSettings, "node" | "region" | "datacenter">) => ({
  name: nodeNameOf(node),
  region,
  datacenter,
  bind_addr: "0.0.0.0",
  disable_update_check: true,
  leave_on_interrupt: false,
  acl: { enabled: true },
});

/**
 * Returns the configuration of a node's Nomad server as JSON. It contains the gossip key. The Consul token comes from the
 * environment.
 *
 * Server and client are two agents. In a single agent, the client registers before the server's keyring is ready and tries
 * again only after 15 seconds or more.
 *
 * @see https://developer.hashicorp.com/nomad/docs/configuration/server
 */
export function nomadServerConfig(settings: NomadServerSettings): object {
  const { node, servers, tls, gossipKey, scheduler } = settings;
  return {
    ...common(settings),
    ...(tls && mutualTls("nomad-server")),
    data_dir: "/run/node/nomad-server",
    advertise: { http: node.address, rpc: node.address, serf: node.address },
    server: {
      enabled: true,
      bootstrap_expect: servers.length,
      ...(gossipKey !== undefined && { encrypt: gossipKey }),
      // A lost node is detected within 10 seconds, also directly after the election of a new leader.
      min_heartbeat_ttl: "5s",
      heartbeat_grace: "5s",
      failover_heartbeat_ttl: "15s",
      ...(scheduler && { default_scheduler_config: schedulerConfig(scheduler) }),
      server_join: { retry_join: servers.map((server) => server.address), retry_interval: "1s" },
    },
    consul: {
      ...consulApi(tls),
      service_identity: { aud: [consulAudience], ttl: "1h" },
      task_identity: { aud: [consulAudience], ttl: "1h" },
    },
  };
}

/** The CSI plugins of a lab keep their volumes in a folder of their node. */
function hasDockerVolumes({ like }: NodeShape): boolean {
  return isSet(like.attributes["driver.docker.volumes.enabled"]) || like.csiPlugins.length > 0;
}

/**
 * Returns the configuration of a node's Nomad client as JSON. The Consul token comes from the environment.
 *
 * @see https://developer.hashicorp.com/nomad/docs/configuration/client
 */
export function nomadClientConfig(settings: NomadClientSettings): object {
  const { node, servers, tls, shape } = settings;
  return {
    ...common({ ...settings, ...(shape && { datacenter: shape.like.datacenter }) }),
    ...(tls && mutualTls("nomad-client")),
    data_dir: "/run/node/nomad-client",
    plugin_dir: "/run/plugins",
    ports: { http: nomadPorts.clientHttp },
    advertise: { http: node.address },
    client: {
      enabled: true,
      servers: servers.map((server) => `${server.address}:${nomadPorts.rpc}`),
      // The path of a task's API socket has at most 108 characters; this folder leaves 42 for the name of the task.
      alloc_dir: "/run/alloc",
      network_interface: "eth0",
      cni_path: settings.cniPath,
      cni_config_dir: settings.cniConfigDir,
      chroot_env: settings.chroot,
      options: {
        // Without it, the client waits seconds for the metadata address of a cloud.
        "fingerprint.denylist": "env_aws,env_gce,env_azure,env_digitalocean",
        ...(shape && { "driver.allowlist": shape.like.drivers.join(",") || "none" }),
      },
      ...(shape && clientLike(shape)),
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
                // The lab's registry sends a layer when it has all of it, and builds a stand-in first.
                pull_activity_timeout: "15m",
                // The lab has few images.
                gc: [{ image: false }],
                volumes: [{ enabled: shape === undefined || hasDockerVolumes(shape) }],
                ...(shape && { allow_privileged: isSet(shape.like.attributes["driver.docker.privileged.enabled"]) }),
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
