import { certificateOnNode } from "../certificates";
import { datacenter, type Host } from "../topology";

/** What a node's Consul server is told. */
export interface ConsulSettings {
  readonly node: Host;
  /** All servers of the cluster, this one included. */
  readonly servers: readonly Host[];
  /** Secret of the token with all rights; Consul makes it when the first leader is elected. */
  readonly managementToken: string;
  /** Secret of the token with which this node keeps its own entry in the catalogue. */
  readonly agentToken: string;
  /** The key that gossip is encrypted with, for mutual TLS. @default - neither is on */
  readonly gossipKey?: string;
}

/** Where Consul's HTTP API listens on a node. */
export const consulPort = (tls: boolean) => (tls ? 8501 : 8500);

/**
 * Mutual TLS: who talks to the agent has a certificate of the lab's authority, and there is no other way in.
 *
 * @see https://developer.hashicorp.com/consul/docs/reference/agent/configuration-file/tls
 */
function mutualTls(gossipKey: string): object {
  const { caFile, certFile, keyFile } = certificateOnNode("consul-server");
  return {
    ports: { http: -1, https: consulPort(true) },
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
 * The configuration of a node's Consul server, as JSON. It holds secrets.
 *
 * @see https://developer.hashicorp.com/consul/docs/reference/agent/configuration-file
 */
export function consulConfig(settings: ConsulSettings): object {
  return {
    datacenter,
    node_name: settings.node.name,
    data_dir: "/run/node/consul",
    server: true,
    bootstrap_expect: settings.servers.length,
    bind_addr: settings.node.address,
    client_addr: "0.0.0.0",
    retry_join: settings.servers.map((server) => server.address),
    retry_interval: "1s",
    // the shortest election timeouts: a lab has no slow links, and a lost leader shall be replaced in seconds
    performance: { raft_multiplier: 1 },
    ui_config: { enabled: true },
    ...(settings.gossipKey !== undefined && mutualTls(settings.gossipKey)),
    disable_update_check: true,
    acl: {
      enabled: true,
      default_policy: "deny",
      tokens: { initial_management: settings.managementToken, agent: settings.agentToken },
    },
  };
}
