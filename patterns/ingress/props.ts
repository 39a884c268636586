import type { DnsServer } from "../../constructs/dns";
import type { Resources, UpdateStrategy } from "../../constructs/spec";
import type { VirtualIpProps } from "../../constructs/virtual-ip";
import type { PatternProps } from "../job-pattern";
import type { Middleware } from "./middleware";
import type { IngressTls } from "./tls";

/**
 * The virtual address of the DNS servers, which the ingress listens on, too. keepalived then runs with the DNS servers only: the address
 * does not move when an ingress fails on the node that has it.
 *
 * @see docs/how-to/ingress.md
 */
export interface SharedVirtualIp {
  /** A DNS server with a `virtualIp`. There is an ingress for each of its instances. */
  readonly sharedWith: DnsServer;
}

/**
 * What an {@link Ingress} is made of.
 *
 * @see docs/how-to/ingress.md
 */
export interface IngressProps extends PatternProps {
  /** The program: Caddy 2, or Traefik v3. */
  readonly engine: "caddy" | "traefik";
  /**
   * The image of the program.
   * @default "docker.io/library/caddy:2.10.2" or "docker.io/library/traefik:v3.6.12"
   */
  readonly image?: string;
  /**
   * The task driver.
   * @default "docker", or "podman" with a virtual address of its own
   */
  readonly driver?: "docker" | "podman";
  /**
   * The service discovery that has the services with routes.
   * @default "nomad"
   */
  readonly provider?: "consul" | "nomad";
  /**
   * The namespaces whose services are served. Caddy can read services in Nomad of the ingress's own namespace only. Services in Consul
   * have no namespaces of Nomad: those of all jobs are read.
   * @default - the namespace of the ingress
   */
  readonly namespaces?: readonly string[];
  /**
   * Where certificates come from.
   * @default - none; routes with TLS, which is their default, are an error
   */
  readonly tls?: IngressTls;
  /**
   * What routes can name in their `middlewares`, by name.
   * @default - none
   */
  readonly middlewares?: Readonly<Record<string, Middleware>>;
  /**
   * Whether each request is logged, as JSON in the log of the task.
   * @default true
   */
  readonly accessLog?: boolean;
  /**
   * How many instances run, each on a node of its own.
   * @default - 1, or the instances of the virtual address
   */
  readonly count?: number;
  /**
   * One address for all instances: its own, which moves to another node when the ingress on its node does not answer, or that of
   * the DNS servers.
   * @default - each instance answers at the address of its node
   */
  readonly virtualIp?: VirtualIpProps | SharedVirtualIp;
  /**
   * The DNS server that answers the names of routes with the virtual address. The names are written to Nomad Variables in its namespace,
   * together with each web service. Names outside of its domain are left out.
   * @default - the server in `virtualIp.sharedWith`; otherwise the names come from another DNS
   */
  readonly dns?: DnsServer;
  /**
   * The port of the node for plain HTTP.
   * @default 80
   */
  readonly httpPort?: number;
  /**
   * The port of the node for HTTPS.
   * @default 443
   */
  readonly httpsPort?: number;
  /**
   * How changes of the ingress itself are rolled out.
   * @default - one instance after the other, back to the last good version
   */
  readonly update?: UpdateStrategy;
  /**
   * What the program needs from its node.
   * @default - 200 MHz and 128 MB
   */
  readonly resources?: Resources;
}
