import type { TlsFiles } from "../clients";
import { CodedError } from "../errors";
import { type Finished, run } from "../tools/run";
import { authoritiesOnClient, certificateOnNode, certificatesHere } from "./certificates";
import { consulPort } from "./config/consul";
import { nomadPorts } from "./config/nomad";
import { hostStates } from "./control";
import type { Egress } from "./egress";
import { defaultLabName, labPaths } from "./paths";
import { isRunning, type LabRecord, readRecord } from "./record";
import { isRoot } from "./rights";
import { readSecretFile } from "./secret-file";
import type { Servers } from "./servers";
import { tlsVariables } from "./tls-variables";
import type { Host } from "./topology";

/** Host on which a command runs: `n1`, `n2`, ..., or `client` for the machine outside the cluster. */
export type Where = string;

/** A running lab. */
export interface Lab {
  readonly name: string;
  /** Nomad's API on this machine's loopback, such as `http://127.0.0.1:4646`. */
  readonly nomadAddr: string;
  /** Consul's API on this machine's loopback. */
  readonly consulAddr: string;
  /** Registry to which images are pushed, the same on this machine and on the nodes, such as `localhost:5100`. */
  readonly registryAddr: string;
  /** TLS files for both APIs from this machine. @default - plain HTTP */
  readonly tls?: { readonly nomad: TlsFiles; readonly consul: TlsFiles };
  readonly nodes: readonly Host[];
  /** The machine outside the cluster. */
  readonly client: Host;
  /** The machine of the servers in a lab like another cluster. @default - each node is a server */
  readonly server?: Host;
  /** Digest of the inventory of the cluster that the lab is like. @default - it is like none */
  readonly like?: string;
  /** Programs of Nomad and Consul. @default - the lab was started by an earlier version of cdknomad */
  readonly servers?: Servers;
  /** Outbound path of the nodes and their tasks. @default - they reach nothing outside of the lab */
  readonly egress?: Egress;
  /** Pid of the supervisor. All processes of the lab end with it. */
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

/** Returns the running lab with a name, or `undefined`. */
export function findLab(name: string): Lab | undefined {
  const record = readRecord(name);
  return record?.ready && isRunning(record) ? toLab(record) : undefined;
}

/**
 * Returns the running lab with a name.
 *
 * @throws Error if it is not running.
 */
export function requireLab(name: string): Lab {
  const lab = findLab(name);
  if (!lab) {
    throw new CodedError("lab-not-running", notRunning(name));
  }
  return lab;
}

/** Message for a lab that is not running. */
export function notRunning(name: string): string {
  return `lab "${name}" is not running; start it with: ${startCommand(name)}`;
}

/** Command that starts a lab. */
function startCommand(name: string): string {
  return name === defaultLabName ? "cdknomad lab up" : `cdknomad lab up --name ${name}`;
}

/** Returns the lab of a record. */
export function toLab(record: LabRecord): Lab {
  const paths = labPaths(record.name);
  const lab: Lab = {
    name: record.name,
    nomadAddr: record.nomadAddr,
    consulAddr: record.consulAddr,
    registryAddr: record.registryAddr,
    ...(record.tls && { tls: certificatesHere(paths) }),
    nodes: record.nodes,
    client: record.client,
    ...(record.server && { server: record.server }),
    ...(record.like !== undefined && { like: record.like }),
    ...(record.servers && { servers: record.servers }),
    ...(record.egress && { egress: record.egress }),
    supervisorPid: record.supervisor.pid,
    nomadToken: () => readSecretFile(paths.nomadToken),
    consulToken: () => readSecretFile(paths.consulToken),
    commandOn: async (where, argv) => {
      const hosts = await hostStates(record.name);
      const host = hosts.find((candidate) => candidate.name === where);
      if (!host) {
        throw new CodedError(
          "host-unknown",
          `lab "${record.name}" has no host "${where}"; it has ${hosts.map((h) => h.name).join(", ")}`,
        );
      }
      if (!host.pid) {
        throw new CodedError(
          "host-stopped",
          `${where} is stopped; start it with \`cdknomad lab node start ${where.slice(1)}\``,
        );
      }
      // Only root can enter a host. For another user, the supervisor runs the command.
      const enter: [string, ...string[]] = isRoot()
        ? ["nsenter", `--target=${host.pid}`, "--mount", "--uts", "--ipc", "--net", "--pid", "--"]
        : [record.supervisor.program, "exec", paths.dir, where, "--"];
      return { argv: [...enter, ...argv], env: environmentOn(lab, where) };
    },
    exec: async (where, argv) => {
      const command = await lab.commandOn(where, argv);
      return run(command.argv, { env: command.env });
    },
  };
  return lab;
}

/**
 * Returns the environment of a command. On a node it has the addresses of the agents and the management tokens. On the client
 * it has an address and the authorities of the servers' certificates, but no token.
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
  const isNode = node !== undefined || where === lab.server?.name;
  const server = lab.server ?? (lab.nodes[0] as Host);
  const consul = isNode ? "127.0.0.1" : server.address;
  // The server of each node answers, or that of the one machine with servers.
  const nomad = isNode && (lab.server === undefined || where === lab.server.name) ? "127.0.0.1" : server.address;
  const scheme = lab.tls ? "https" : "http";
  return {
    ...system,
    NOMAD_ADDR: `${scheme}://${nomad}:${nomadPorts.serverHttp}`,
    CONSUL_HTTP_ADDR: `${scheme}://${consul}:${consulPort(lab.tls !== undefined)}`,
    ...(lab.tls && tlsOn(isNode)),
    ...(isNode ? { NOMAD_TOKEN: lab.nomadToken(), CONSUL_HTTP_TOKEN: lab.consulToken() } : {}),
  };
}

function tlsOn(isNode: boolean): Record<string, string> {
  return {
    ...tlsVariables("NOMAD", isNode ? certificateOnNode("nomad-cli") : { caFile: authoritiesOnClient.nomad }),
    ...tlsVariables("CONSUL", isNode ? certificateOnNode("consul-cli") : { caFile: authoritiesOnClient.consul }),
  };
}
