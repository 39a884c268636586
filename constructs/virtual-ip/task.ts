import type { Task } from "../spec";
import { commandOf, keepalivedConf, peersTemplate } from "./conf";
import { runScript } from "./scripts";
import { FOLDER, HANDOVER, type Keepalived } from "./settings";

/**
 * The task that keeps the virtual address on a node whose server answers.
 *
 * It is the leader of its group, because Nomad stops the leader first and waits: the address has gone to another node when
 * the server gets the signal to stop.
 */
export function keepalivedTask(keepalived: Keepalived): Task {
  const { task, image, service, port, checks, shown } = keepalived;
  return {
    name: task,
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
    services: [{ name: service, port, ...(shown && { checks: [consulCheck(shown)] }) }],
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
      ...checks.map(({ name, script }) => ({
        destination: `local/keepalived/${name}`,
        changeMode: "noop" as const,
        data: script,
      })),
    ],
    resources: { cpu: 100, memory: 32 },
  };
}

function consulCheck({ name, check }: NonNullable<Keepalived["shown"]>) {
  const [command, ...args] = commandOf(check);
  return { name, type: "script" as const, command, args, interval: "10s" as const, timeout: "5s" as const };
}
