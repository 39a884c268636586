import { certificateOnNode } from "../certificates";
import { type Host, nodeNameOf } from "../topology";

/** Input of the configuration of a host's Consul agent. */
export interface ConsulSettings {
  readonly node: Host;
  /** All servers of the cluster. The agent is a client if this host is not one of them. */
  readonly servers: readonly Host[];
  readonly datacenter: string;
  /** Secret of the management token, which Consul creates when the first leader is elected. */
  readonly managementToken: string;
  /** Secret of the token with which this node registers itself in the catalog. */
  readonly agentToken: string;
  /** Port for the proxies of the service mesh. @default - none */
  readonly grpcPort?: number;
  /** Key that encrypts the gossip; enables mutual TLS. @default - no encryption and no TLS */
  readonly gossipKey?: string;
}

/** Returns the port of Consul's HTTP API on a node. */
export const consulPort = (tls: boolean) => (tls ? 8501 : 8500);

/**
 * Returns the settings for mutual TLS: the agent accepts only connections with a certificate of the lab's authority.
 *
 * @see https://developer.hashicorp.com/consul/docs/reference/agent/configuration-file/tls
 */
function mutualTls(gossipKey: string): object {
  const { caFile, certFile, keyFile } = certificateOnNode("consul-server");
  return {
    encrypt: gossipKey,
    tls: {
      defaults: {
        ca_file: caFile,
        cert_file: certFile,
        key_file: keyFile,
        verify_incoming: true,
        verify_outgoing: true,
      },
      internal_rpc: { verify_server_hostname: true },
    },
  };
}

/**
 * Returns the ports that are not Consul's defaults. A server also listens on 8503, for gRPC with TLS, which is the port without TLS in a lab
 * like a cluster with TLS.
 */
function ports({ gossipKey, grpcPort }: ConsulSettings): object {
  const isTls = gossipKey !== undefined;
  return {
    ...(isTls && { http: -1, https: consulPort(true) }),
    ...(grpcPort !== undefined && (isTls ? { grpc_tls: grpcPort } : { grpc: grpcPort, grpc_tls: -1 })),
  };
}

/**
 * Returns the configuration of a host's Consul agent as JSON. It contains secrets.
 *
 * @see https://developer.hashicorp.com/consul/docs/reference/agent/configuration-file
 */
export function consulConfig(settings: ConsulSettings): object {
  const isServer = settings.servers.some(({ name }) => name === settings.node.name);
  return {
    datacenter: settings.datacenter,
    node_name: nodeNameOf(settings.node),
    data_dir: "/run/node/consul",
    server: isServer,
    ...(isServer && { bootstrap_expect: settings.servers.length }),
    bind_addr: settings.node.address,
    client_addr: "0.0.0.0",
    retry_join: settings.servers.map((server) => server.address),
    retry_interval: "1s",
    // The shortest election timeouts: a lab has no slow links, and a lost leader must be replaced in seconds.
    performance: { raft_multiplier: 1 },
    ui_config: { enabled: true },
    ports: ports(settings),
    ...(settings.gossipKey !== undefined && mutualTls(settings.gossipKey)),
    disable_update_check: true,
    acl: {
      enabled: true,
      default_policy: "deny",
      tokens: { ...(isServer && { initial_management: settings.managementToken }), agent: settings.agentToken },
    },
  };
}
