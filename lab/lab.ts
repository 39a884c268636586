import { type Finished, run } from "../tools/run";
import type { TlsFiles } from "../tools/tls-files";
import { authoritiesOnClient, certificateOnNode, certificatesHere } from "./certificates";
import { consulPort } from "./config/consul";
import { nomadPorts } from "./config/nomad";
import { hostStates } from "./control";
import { labPaths } from "./paths";
import { isRunning, type LabRecord, readRecord } from "./record";
import { readSecretFile } from "./secret-file";
import type { Host } from "./topology";
import { tlsVariables } from "./variables";

/** Where a command runs: the name of a host, such as `n1`, or `client` for the machine outside the cluster. */
export type Where = string;

/** A running lab. */
export interface Lab {
  readonly name: string;
  /** Nomad's API on this machine's loopback, such as `http://127.0.0.1:4646`. */
  readonly nomadAddr: string;
  /** Consul's API on this machine's loopback. */
  readonly consulAddr: string;
  /** With what both are connected to from this machine. @default - plain http */
  readonly tls?: { readonly nomad: TlsFiles; readonly consul: TlsFiles };
  readonly nodes: readonly Host[];
  /** The machine outside the cluster. */
  readonly client: Host;
  /** Pid of the supervisor; all processes of the lab end with it. */
  readonly supervisorPid: number;
  /** Secret of Nomad's management token. */
  nomadToken(): string;
  /** Secret of Consul's management token. */
  consulToken(): string;
  /** Runs a command on a host of the lab and waits for it. @throws Error if the host is stopped */
  exec(where: Where, argv: readonly [string, ...string[]]): Promise<Finished>;
  /** The command line and environment that runs a command on a host. @throws Error if the host is stopped */
  commandOn(where: Where, argv: readonly [string, ...string[]]): Promise<HostCommand>;
}

/** A command line that enters a host's namespaces. */
export interface HostCommand {
  readonly argv: [string, ...string[]];
  readonly env: NodeJS.ProcessEnv;
}

/** The lab of that name; `undefined` if it is not up. */
export function findLab(name: string): Lab | undefined {
  const record = readRecord(name);
  return record?.ready && isRunning(record) ? toLab(record) : undefined;
}

/**
 * The lab of that name.
 *
 * @throws Error if it is not up.
 */
export function requireLab(name: string): Lab {
  const lab = findLab(name);
  if (!lab) throw new Error(`lab "${name}" is not up; start it with \`cdknomad lab up --name ${name}\``);
  return lab;
}

/** What can be done with a recorded lab. */
export function toLab(record: LabRecord): Lab {
  const paths = labPaths(record.name);
  const lab: Lab = {
    name: record.name,
    nomadAddr: record.nomadAddr,
    consulAddr: record.consulAddr,
    ...(record.tls && { tls: certificatesHere(paths) }),
    nodes: record.nodes,
    client: record.client,
    supervisorPid: record.supervisor.pid,
    nomadToken: () => readSecretFile(paths.nomadToken),
    consulToken: () => readSecretFile(paths.consulToken),
    commandOn: async (where, argv) => {
      const hosts = await hostStates(record.supervisor.pid);
      const host = hosts.find((candidate) => candidate.name === where);
      if (!host) {
        throw new Error(`lab "${record.name}" has no host "${where}"; it has ${hosts.map((h) => h.name).join(", ")}`);
      }
      if (!host.pid)
        throw new Error(`${where} is stopped; start it with \`cdknomad lab node start ${where.slice(1)}\``);
      return {
        argv: ["nsenter", `--target=${host.pid}`, "--mount", "--uts", "--ipc", "--net", "--pid", "--", ...argv],
        env: environmentOn(lab, where),
      };
    },
    exec: async (where, argv) => {
      const command = await lab.commandOn(where, argv);
      return run(command.argv, { env: command.env });
    },
  };
  return lab;
}

/**
 * On a node a command finds its agents and has all rights; on the client it is a stranger that knows an address, and the
 * authorities of the servers' certificates.
 */
function environmentOn(lab: Lab, where: Where): NodeJS.ProcessEnv {
  const system = {
    PATH: "/run/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    HOME: "/run/home",
    TMPDIR: "/run/tmp",
    LANG: "C.UTF-8",
    ...(process.env.TERM ? { TERM: process.env.TERM } : {}),
  };
  const node = lab.nodes.find((candidate) => candidate.name === where);
  const first = lab.nodes[0] as Host;
  const address = node ? "127.0.0.1" : first.address;
  const scheme = lab.tls ? "https" : "http";
  return {
    ...system,
    NOMAD_ADDR: `${scheme}://${address}:${nomadPorts.serverHttp}`,
    CONSUL_HTTP_ADDR: `${scheme}://${address}:${consulPort(lab.tls !== undefined)}`,
    ...(lab.tls && tlsOn(node !== undefined)),
    ...(node ? { NOMAD_TOKEN: lab.nomadToken(), CONSUL_HTTP_TOKEN: lab.consulToken() } : {}),
  };
}

function tlsOn(isNode: boolean): Record<string, string> {
  return {
    ...tlsVariables("NOMAD", isNode ? certificateOnNode("nomad-cli") : { caFile: authoritiesOnClient.nomad }),
    ...tlsVariables("CONSUL", isNode ? certificateOnNode("consul-cli") : { caFile: authoritiesOnClient.consul }),
  };
}
