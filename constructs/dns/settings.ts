import type { INamespace } from "../namespace";
import type { UpdateStrategy } from "../spec";
import type { VirtualIpProps } from "../virtual-ip";

/**
 * What a {@link DnsServer} answers, and how it runs.
 *
 * @see docs/how-to/dns.md
 */
export interface DnsServerProps {
  /** The domain of the services, such as `lab.example.com`. */
  readonly domain: string;
  /**
   * The namespaces whose services have the names `<service>.<namespace>.<domain>`. Other namespaces do not exist for DNS.
   * A name in it is lower case, as all names in DNS.
   */
  readonly namespaces: readonly string[];
  /**
   * The namespace whose services have the names `<service>.<domain>`. A service called `ns` does not: that is the server itself.
   * @default "default"
   */
  readonly defaultNamespace?: string;
  /**
   * The namespace of the job. A policy on it keeps others from breaking the name service.
   * @default - Nomad uses `default`
   */
  readonly namespace?: INamespace | string;
  /**
   * The id of the job.
   * @default "coredns"
   */
  readonly name?: string;
  /**
   * The datacenters in which it may run.
   * @default - Nomad uses all
   */
  readonly datacenters?: readonly string[];
  /**
   * Addresses of name servers that are asked for all other domains: `9.9.9.9`, `9.9.9.9:5353`, `tls://9.9.9.9`,
   * `[2620:fe::fe]:53`.
   * @default - other domains are refused
   */
  readonly upstreams?: readonly string[];
  /**
   * The port of the node on which it answers, over UDP and TCP.
   * @default 53
   */
  readonly port?: number;
  /**
   * The port of the node on which Prometheus finds metrics.
   * @default - no metrics
   */
  readonly metricsPort?: number;
  /**
   * Seconds for which those who ask may keep an answer, 0 to 3600.
   * @default 10
   */
  readonly ttl?: number;
  /**
   * Seconds for which CoreDNS keeps an answer at most; not longer than `ttl` in any case.
   * @default 30
   */
  readonly cache?: number;
  /**
   * The image of CoreDNS, which has to be 1.14.7 or later.
   * @default "docker.io/coredns/coredns:1.15.0"
   */
  readonly image?: string;
  /**
   * The name of the policy that lets the job read the jobs of the namespaces.
   * @default "dns-read-jobs"
   */
  readonly policyName?: string;
  /**
   * How changes are rolled out.
   * @default - Nomad's own for one instance; one after the other, back to the last good version, for several
   */
  readonly update?: UpdateStrategy;
  /**
   * Several instances on as many nodes, behind one address that survives the loss of a node.
   * @default - one instance under docker, at the address of the node that runs it
   */
  readonly virtualIp?: VirtualIpProps;
}
