import { cpSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "../tools/run";
import type { TlsFiles } from "../tools/tls-files";
import type { LabPaths } from "./paths";
import type { Programs } from "./plan";
import { datacenter, type Host, network } from "./topology";

/** Whose certificate it is: an agent's, or that of the command a person types. */
type Holder = "nomad-server" | "nomad-client" | "nomad-cli" | "consul-server" | "consul-client" | "consul-cli";

/** Where a node has its certificates, as seen on the node. */
const onNode = "/run/node/etc/tls";

const filesOf = (folder: string, holder: Holder) =>
  ({
    caFile: join(folder, `${holder.startsWith("nomad") ? "nomad" : "consul"}-ca.pem`),
    certFile: join(folder, `${holder}.pem`),
    keyFile: join(folder, `${holder}-key.pem`),
  }) satisfies TlsFiles;

/** The certificate of an agent or a command on a node, as seen there. */
export const certificateOnNode = (holder: Holder) => filesOf(onNode, holder);

/** With what this machine reaches a lab with TLS. */
export const certificatesHere = ({ tls }: Pick<LabPaths, "tls">) => ({
  nomad: filesOf(tls, "nomad-cli"),
  consul: filesOf(tls, "consul-cli"),
});

/** What a machine that is not of the cluster has: it knows the servers, and they do not know it. */
export const authoritiesOnClient = { nomad: `${onNode}/nomad-ca.pem`, consul: `${onNode}/consul-ca.pem` };

/**
 * Makes the lab's own two authorities, Nomad's and Consul's, by the programs' own commands, and from them a certificate for
 * each agent and for the commands. The authorities' keys are gone when it returns: no more can ever be made.
 *
 * @throws Error with the program's own words if it cannot
 * @see https://developer.hashicorp.com/nomad/commands/tls
 * @see https://developer.hashicorp.com/consul/commands/tls
 */
export async function makeCertificates(paths: LabPaths, nodes: readonly Host[], programs: Programs): Promise<void> {
  const here = paths.tls;
  mkdirSync(here, { recursive: true, mode: 0o700 });
  await make([programs.nomad, "tls", "ca", "create"], here);
  await make([programs.consul, "tls", "ca", "create"], here);
  const authority = (system: string, made: string) => ({
    cert: rename(here, `${made}.pem`, `${system}-ca.pem`),
    key: rename(here, `${made}-key.pem`, `${system}-ca-key.pem`),
  });
  const [nomadCa, consulCa] = [authority("nomad", "nomad-agent-ca"), authority("consul", "consul-agent-ca")];

  const issue = async (folder: string, holder: Holder, node?: Host) => {
    const [system, role] = holder.split("-") as ["nomad" | "consul", string];
    const { cert, key } = system === "nomad" ? nomadCa : consulCa;
    const created = [programs[system], "tls", "cert", "create", `-${role}`, `-ca=${cert}`, `-key=${key}`] as const;
    const names = [
      ...(node ? [`-additional-ipaddress=${node.address}`, `-additional-dnsname=${node.name}`] : []),
      ...(system === "consul" ? [`-dc=${datacenter}`] : []),
    ];
    await make([...created, ...names], folder);
    const made = system === "nomad" ? `global-${role}-nomad` : `${datacenter}-${role}-consul-0`;
    rename(folder, `${made}.pem`, `${holder}.pem`);
    rename(folder, `${made}-key.pem`, `${holder}-key.pem`);
  };
  const copyTo = (folder: string, ...files: readonly string[]) => {
    for (const file of files) cpSync(join(here, file), join(folder, file));
  };

  await Promise.all([issue(here, "nomad-cli"), issue(here, "consul-cli")]);
  const authorities = ["nomad-ca.pem", "consul-ca.pem"];
  const commands = ["nomad-cli.pem", "nomad-cli-key.pem", "consul-cli.pem", "consul-cli-key.pem"];
  for (const node of nodes) {
    const folder = tlsFolder(paths, node);
    await Promise.all([
      issue(folder, "nomad-server", node),
      issue(folder, "nomad-client", node),
      issue(folder, "consul-server", node),
      issue(folder, "consul-client"),
    ]);
    copyTo(folder, ...authorities, ...commands);
  }
  copyTo(tlsFolder(paths, network.client), ...authorities);
  for (const { key } of [nomadCa, consulCa]) rmSync(key);
}

function tlsFolder(paths: LabPaths, { name }: Host): string {
  const folder = join(paths.hostDir(name), "etc", "tls");
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Both programs write into the folder they are run in, keys for their owner only (0600). */
async function make(argv: readonly [string, ...string[]], cwd: string): Promise<void> {
  const { code, stdout, stderr } = await run(argv, { cwd });
  if (code !== 0) throw new Error(`${argv.slice(1, 4).join(" ")}: ${stderr.trim() || stdout.trim()}`);
}

function rename(folder: string, from: string, to: string): string {
  renameSync(join(folder, from), join(folder, to));
  return join(folder, to);
}
