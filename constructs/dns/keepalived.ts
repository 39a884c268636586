import type { Task } from "../spec";
import { keepalivedConf, peersTemplate } from "./keepalived-conf";
import { checkScript, runScript } from "./keepalived-scripts";
import { probeName } from "./names";

/** What decides on the keepalived that runs beside each CoreDNS. */
export interface Keepalived {
  readonly image: string;
  /** The virtual address with its prefix, as `10.0.10.2/24`. */
  readonly address: string;
  /** The network in which the interface is looked for, as `10.0.10.0/24`. */
  readonly network: string;
  /** Number of the group of routers that share the address, 1 to 255. */
  readonly routerId: number;
  /** The domain with its final dot. */
  readonly domain: string;
  /** The label of the group's port on which CoreDNS answers. */
  readonly port: string;
  /** The name of the service under which all keepalived of this server find one another. */
  readonly service: string;
}

/** Where the task has its files, as its container sees it. */
export const FOLDER = "/local/keepalived";

/** How many seconds keepalived waits at most, before it stops, until another node has the address. */
export const HANDOVER = 5;

/**
 * The task that keeps the virtual address on a node whose CoreDNS answers.
 *
 * It is the leader of its group, because Nomad stops the leader first and waits: the address has gone to another node when
 * CoreDNS is told to stop.
 */
export function keepalivedTask(keepalived: Keepalived): Task {
  const { image, domain, service, port } = keepalived;
  return {
    name: "keepalived-dns",
    driver: "podman",
    leader: true,
    lifecycle: { hook: "prestart", sidecar: true },
    killTimeout: `${HANDOVER + 5}s`,
    config: {
      image,
      networkMode: "host",
      forcePull: false,
      capAdd: ["NET_ADMIN", "NET_BROADCAST", "NET_RAW"],
      entrypoint: ["/bin/sh", `${FOLDER}/run`],
    },
    services: [
      {
        name: service,
        port,
        checks: [
          {
            name: "CoreDNS can ask Nomad",
            type: "script",
            command: "/bin/sh",
            args: [`${FOLDER}/knows`, probeName(domain)],
            interval: "10s",
            timeout: "5s",
          },
        ],
      },
    ],
    templates: [
      { destination: "local/keepalived/keepalived.conf", changeMode: "noop", data: keepalivedConf(keepalived) },
      {
        destination: "local/keepalived/peers",
        changeMode: "noop",
        // a peer hears nothing until it is known here, and would take the address: the 5 s that Nomad waits are too long
        wait: { min: "100ms", max: "1s" },
        data: peersTemplate(keepalived),
      },
      { destination: "local/keepalived/run", changeMode: "noop", data: runScript(keepalived) },
      { destination: "local/keepalived/answers", changeMode: "noop", data: checkScript(port, "Address: ") },
      { destination: "local/keepalived/knows", changeMode: "noop", data: checkScript(port, "NXDOMAIN") },
    ],
    resources: { cpu: 100, memory: 32 },
  };
}
