import { cpSync, mkdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import type { TlsFiles } from "../clients";
import { CodedError } from "../errors";
import { run } from "../tools/run";
import type { LabPaths } from "./paths";
import type { Programs } from "./programs";
import { datacenter, type Host, network } from "./topology";

/** Holder of a certificate: an agent, or the command line of a user. */
type Holder = "nomad-server" | "nomad-client" | "nomad-cli" | "consul-server" | "consul-client" | "consul-cli";

/** The folder of a node's certificates, as seen on the node. */
const onNode = "/run/node/etc/tls";

const filesOf = (folder: string, holder: Holder) =>
  ({
    caFile: path.join(folder, `${holder.startsWith("nomad") ? "nomad" : "consul"}-ca.pem`),
    certFile: path.join(folder, `${holder}.pem`),
    keyFile: path.join(folder, `${holder}-key.pem`),
  }) satisfies TlsFiles;

/** Returns the certificate files of an agent or a command, as seen on a node. */
export const certificateOnNode = (holder: Holder) => filesOf(onNode, holder);

/** Returns the TLS files with which this machine connects to a lab. */
export const certificatesHere = ({ tls }: Pick<LabPaths, "tls">) => ({
  nomad: filesOf(tls, "nomad-cli"),
  consul: filesOf(tls, "consul-cli"),
});

/** Authorities on the machine outside the cluster, which verifies the servers and has no certificate of its own. */
export const authoritiesOnClient = { nomad: `${onNode}/nomad-ca.pem`, consul: `${onNode}/consul-ca.pem` };

/**
 * Creates the lab's authorities for Nomad and Consul with the `tls` commands of both, and a certificate for each agent and for
 * the commands. It deletes the keys of the authorities before it returns, so that nobody can issue another certificate.
 *
 * @throws Error with the output of the failed command
 * @see https://developer.hashicorp.com/nomad/commands/tls
 * @see https://developer.hashicorp.com/consul/commands/tls
 */
export async function makeCertificates(paths: LabPaths, nodes: readonly Host[], programs: Programs): Promise<void> {
  const here = paths.tls;
  mkdirSync(here, { recursive: true, mode: 0o700 });
  await make([programs.nomad, "tls", "ca", "create"], here);
  await make([programs.consul, "tls", "ca", "create"], here);
  const authority = (system: string, created: string) => ({
    cert: rename(here, `${created}.pem`, `${system}-ca.pem`),
    key: rename(here, `${created}-key.pem`, `${system}-ca-key.pem`),
  });
  const [nomadCa, consulCa] = [authority("nomad", "nomad-agent-ca"), authority("consul", "consul-agent-ca")];

  const issue = async (folder: string, holder: Holder, node?: Host) => {
    const [system, role] = holder.split("-") as ["nomad" | "consul", string];
    const { cert, key } = system === "nomad" ? nomadCa : consulCa;
    const command = [programs[system], "tls", "cert", "create", `-${role}`, `-ca=${cert}`, `-key=${key}`] as const;
    const names = [
      ...(node ? [`-additional-ipaddress=${node.address}`, `-additional-dnsname=${node.name}`] : []),
      ...(system === "consul" ? [`-dc=${datacenter}`] : []),
    ];
    await make([...command, ...names], folder);
    const file = system === "nomad" ? `global-${role}-nomad` : `${datacenter}-${role}-consul-0`;
    rename(folder, `${file}.pem`, `${holder}.pem`);
    rename(folder, `${file}-key.pem`, `${holder}-key.pem`);
  };
  const copyTo = (folder: string, ...files: readonly string[]) => {
    for (const file of files) {
      cpSync(path.join(here, file), path.join(folder, file));
    }
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
  for (const { key } of [nomadCa, consulCa]) {
    rmSync(key);
  }
}

function tlsFolder(paths: LabPaths, { name }: Host): string {
  const folder = path.join(paths.hostDir(name), "etc", "tls");
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Runs a command in the folder where it writes its files; it writes keys with mode 0600. */
async function make(argv: readonly [string, ...string[]], cwd: string): Promise<void> {
  const { code, stdout, stderr } = await run(argv, { cwd });
  if (code !== 0) {
    throw new CodedError("lab-failed", `${argv.slice(1, 4).join(" ")}: ${stderr.trim() || stdout.trim()}`);
  }
}

function rename(folder: string, from: string, to: string): string {
  renameSync(path.join(folder, from), path.join(folder, to));
  return path.join(folder, to);
}
