import type { INamespace } from "../namespace";
import type { UpdateStrategy } from "../spec";
import type { VirtualIpProps } from "../virtual-ip";

/**
 * Properties of a {@link DnsServer}.
 *
 * @see docs/how-to/dns.md
 */
export interface DnsServerProps {
  /** Domain of the services, such as `lab.example.com`. */
  readonly domain: string;
  /**
   * Namespaces whose services have the names `<service>.<namespace>.<domain>`, in lower case. Services of other namespaces have no name.
   */
  readonly namespaces: readonly string[];
  /**
   * Namespace whose services have the names `<service>.<domain>`. `ns.<domain>` is the server itself, also if a service is called `ns`.
   * @default "default"
   */
  readonly defaultNamespace?: string;
  /**
   * Namespace of the job: a `Namespace` of this program, which Terraform then creates first, or the name of an existing one.
   * @default - Nomad uses `default`
   */
  readonly namespace?: INamespace | string;
  /**
   * ID of the job.
   * @default "coredns"
   */
  readonly name?: string;
  /**
   * Datacenters in which the job may run.
   * @default - those of the settings of the stack; without them, Nomad uses all
   */
  readonly datacenters?: readonly string[];
  /**
   * Addresses of name servers for all other domains: `9.9.9.9`, `9.9.9.9:5353`, `tls://9.9.9.9`, `[2620:fe::fe]:53`.
   * @default - the server refuses other domains
   */
  readonly upstreams?: readonly string[];
  /**
   * Port of the node on which the server answers, over UDP and TCP.
   * @default 53
   */
  readonly port?: number;
  /**
   * Port of the node with metrics for Prometheus.
   * @default - no metrics
   */
  readonly metricsPort?: number;
  /**
   * Whether names below the domain have the addresses that an `Ingress` writes for its routes: to Nomad Variables below `app/dns/routes`,
   * in the namespace of the job.
   * @default - whether an `Ingress` of this program names this server
   */
  readonly routes?: boolean;
  /**
   * TTL of an answer in seconds, 0 to 3600: how long a client may keep it.
   * @default 10
   */
  readonly ttl?: number;
  /**
   * Longest time in seconds that CoreDNS keeps an answer in its cache. `ttl` is a further limit.
   * @default 30
   */
  readonly cache?: number;
  /**
   * Image of CoreDNS 1.14.7 or later.
   * @default "docker.io/coredns/coredns:1.15.0"
   */
  readonly image?: string;
  /**
   * Name of the policy with which the job reads the jobs of the namespaces.
   * @default "dns-read-jobs"
   */
  readonly policyName?: string;
  /**
   * How Nomad rolls out a change.
   * @default - Nomad's defaults for one instance; for several, one after the other, with `autoRevert`
   */
  readonly update?: UpdateStrategy;
  /**
   * Several instances on different nodes, with one address that moves to another node if its node or its CoreDNS fails.
   * @default - one instance with the driver `docker`, at the address of its node
   */
  readonly virtualIp?: VirtualIpProps;
}
