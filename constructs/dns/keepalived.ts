import type { Task } from "../spec";
import { keepalivedConf, peersTemplate } from "./keepalived-conf";
import { checkScript, runScript } from "./keepalived-scripts";
import { FOLDER, HANDOVER, type Keepalived } from "./keepalived-settings";
import { probeName } from "./names";

/**
 * The task that keeps the virtual address on a node whose CoreDNS answers.
 *
 * It is the leader of its group, because Nomad stops the leader first and waits: the address has gone to another node when
 * CoreDNS gets the signal to stop.
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
        // A peer receives nothing until it is known here, and would take the address: the 5 s that Nomad waits are too long.
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
