/** Settings of the keepalived that runs next to each CoreDNS. */
export interface Keepalived {
  readonly image: string;
  /** The virtual address with its prefix, such as `10.0.10.2/24`. */
  readonly address: string;
  /** The network whose interface carries the address, such as `10.0.10.0/24`. */
  readonly network: string;
  /** Number of the group of routers that share the address, 1 to 255. */
  readonly routerId: number;
  /** The domain with its final dot. */
  readonly domain: string;
  /** The label of the group's port on which CoreDNS answers. */
  readonly port: string;
  /** The name of the service by which the keepalived instances of this server find each other. */
  readonly service: string;
}

/** The folder of the task's files inside its container. */
export const FOLDER = "/local/keepalived";

/** Longest time in seconds that a stopping keepalived waits until another node has the address. */
export const HANDOVER = 5;
