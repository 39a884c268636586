/**
 * One address for several instances of a server on different nodes. A keepalived next to each instance moves it.
 *
 * @see https://www.keepalived.org/manpage.html
 */
export interface VirtualIpProps {
  /** Address with its prefix, such as `10.0.10.2/24`. No machine of the network may have it. */
  readonly address: string;
  /**
   * Number of instances, each on a node of its own.
   * @default 3
   */
  readonly instances?: number;
  /**
   * Image of keepalived, with a shell, `nslookup`, `wget`, `ip`, and `grep`.
   * @default "docker.io/osixia/keepalived:2.0.20"
   */
  readonly image?: string;
  /**
   * Virtual router ID of VRRP, 1 to 255. No other group of routers in the network may have it.
   * @default - 53 for a DNS server, 80 for an ingress
   */
  readonly routerId?: number;
}

/** The default image of keepalived. */
export const KEEPALIVED_IMAGE = "docker.io/osixia/keepalived:2.0.20";

/** A check of the server on the same node, which keepalived runs every second. */
export interface VirtualIpCheck {
  /** The name of the check and of its script. */
  readonly name: string;
  /**
   * Arguments of the script.
   * @default - none
   */
  readonly args?: readonly string[];
  /** The text of the script, which succeeds if the server is well. */
  readonly script: string;
  /** How many successes in a row end a failure. */
  readonly rise: number;
  /** How many failures in a row count. */
  readonly fall: number;
  /**
   * The change of the node's priority while the check fails.
   * @default - the node cannot have the address at all
   */
  readonly weight?: number;
}

/** Settings of the keepalived that runs next to each instance of a server. */
export interface Keepalived {
  /** The name of the task. */
  readonly task: string;
  /** The name of the VRRP instance. */
  readonly instance: string;
  readonly image: string;
  /** The virtual address with its prefix, such as `10.0.10.2/24`. */
  readonly address: string;
  /** Number of the group of routers that share the address, 1 to 255. */
  readonly routerId: number;
  /** The label of the group's port on which the server answers. */
  readonly port: string;
  /** The name of the service by which the keepalived instances of this server find each other in Consul. */
  readonly service: string;
  readonly checks: readonly VirtualIpCheck[];
  /**
   * The check that Consul runs too, and the name under which Consul shows it.
   * @default - none
   */
  readonly shown?: { readonly name: string; readonly check: VirtualIpCheck };
}

/** The folder of the task's files inside its container. */
export const FOLDER = "/local/keepalived";

/** Longest time in seconds that a stopping keepalived waits until another node has the address. */
export const HANDOVER = 5;
