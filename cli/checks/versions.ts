import { existsSync } from "node:fs";
import type { ConsulClient, NomadClient } from "../../clients";
import { isOlder } from "../../constructs/spec";
import { pluginFile } from "../../tools/plugin-file";
import { versions } from "../../tools/versions";
import type { Stack } from "../stack/stack";
import { type Finding, problem, warning } from "./finding";
import { shortened } from "./shortened";

/** A server or agent with its version. */
export interface Member {
  readonly name: string;
  readonly version: string;
}

/** The part of Nomad's answer that the checks read. */
interface NomadMembers {
  readonly ServerRegion?: string;
  readonly Members: readonly { readonly Name: string; readonly Tags: Readonly<Record<string, string>> }[];
}

/** The servers of Nomad in all federated regions; a text that says why they are not known where the token may not ask. */
export async function nomadMembers(nomad: NomadClient): Promise<readonly Member[] | string> {
  const answer = await askNomad(nomad);
  return typeof answer === "string" ? answer : answer.Members.map(memberOf);
}

/** The servers of Nomad in the region that gets the jobs; otherwise as {@link nomadMembers}. */
export async function nomadMembersOfRegion(nomad: NomadClient): Promise<readonly Member[] | string> {
  const answer = await askNomad(nomad);
  return typeof answer === "string"
    ? answer
    : answer.Members.filter(
        ({ Tags }) => answer.ServerRegion === undefined || (Tags.region ?? answer.ServerRegion) === answer.ServerRegion,
      ).map(memberOf);
}

async function askNomad(nomad: NomadClient): Promise<NomadMembers | string> {
  const { status, text } = await nomad.send("GET", "/v1/agent/members");
  return status === 200 ? (JSON.parse(text) as NomadMembers) : notKnown("nomad", status, 'node { policy = "read" }');
}

/** The nodes of Nomad that can run jobs; none if the token may not list them. */
export async function readyNodes(nomad: NomadClient): Promise<readonly Member[]> {
  const { status, text } = await nomad.send("GET", "/v1/nodes");
  const nodes =
    status === 200 ? (JSON.parse(text) as readonly { Name: string; Version: string; Status: string }[]) : [];
  return nodes
    .filter(({ Status }) => Status === "ready")
    .map(({ Name, Version }) => ({ name: Name, version: Version }));
}

function memberOf({ Name, Tags }: NomadMembers["Members"][number]): Member {
  return { name: Name, version: Tags.build ?? "" };
}

/** The servers of Consul's cluster. Consul lists only members that the token may read, which may be none. */
export async function consulMembers(consul: ConsulClient): Promise<readonly Member[] | string> {
  const { status, text } = await consul.send("GET", "/v1/agent/members");
  const members = status === 200 ? (JSON.parse(text) as readonly { Name: string; Tags: Record<string, string> }[]) : [];
  return members.length === 0
    ? notKnown("consul", status, 'node_prefix "" { policy = "read" }')
    : members
        .filter(({ Tags }) => Tags.role === "consul")
        .map(({ Name, Tags }) => ({ name: Name, version: (Tags.build ?? "").replace(/:.*/, "") }));
}

function notKnown(product: "nomad" | "consul", status: number, rule: string): string {
  const answer = status === 200 ? "showed no server" : `answered ${status}`;
  return `versions of ${product}'s servers were not looked at: it ${answer} to the token; ${rule} in one of its policies lets it`;
}

/** Servers older than what the specification's types and the tests are made for, and servers that differ. */
export function versionFindings(product: "nomad" | "consul", members: readonly Member[]): Finding[] {
  const wanted = versions[product];
  const minor = wanted.split(".").slice(0, 2).join(".");
  // one that does not say its version is not known to be old
  const old = members.filter(({ version }) => /^\d/.test(version) && isOlder(version, minor));
  const all = [...new Set(members.map(({ version }) => version))];
  return [
    ...(old.length === 0
      ? []
      : [
          warning(
            "server-outdated",
            `${product}: ${words(old)}, older than ${wanted}, which this version of cdknomad is made for: a server drops a field that it does not know without a word; upgrade it`,
          ),
        ]),
    ...(all.length < 2
      ? []
      : [
          warning(
            "server-outdated",
            `${product}: its servers differ (${words(members)}); finish the upgrade before you apply`,
          ),
        ]),
  ];
}

/** Nodes whose version is not that of the servers. Servers that differ among themselves are a finding of their own. */
export function nodeVersionFindings(servers: readonly Member[], nodes: readonly Member[]): Finding[] {
  const known = new Set(servers.map(({ version }) => version));
  const others = nodes.filter(({ version }) => version !== "" && !known.has(version));
  if (others.length === 0 || known.size === 0) {
    return [];
  }
  const named = others.map(({ name, version }) => `${name} ${version}`);
  return [
    warning(
      "server-outdated",
      `nomad: nodes have other versions than the servers with ${[...known].join(", ")}: ${shortened(named)}; finish the upgrade, the servers first`,
    ),
  ];
}

/** The providers of ours that a stack asks for, with their names. */
export function ourProviders(stack: Stack) {
  return Object.entries(stack.requiredProviders).filter(([, { source }]) => source.startsWith("terraform.local/"));
}

/** Providers of ours that a stack's folder links to and that are not there any more. */
export function providerFindings(stack: Stack): Finding[] {
  return ourProviders(stack)
    .filter(([, required]) => !existsSync(pluginFile(stack.folder, required)))
    .map(([, { source, version }]) =>
      problem(
        "provider-missing",
        `${stack.name}: the provider ${source} ${version} is not there; cdktf synth or cdknomad plan builds it`,
      ),
    );
}

function words(members: readonly Member[]): string {
  return members.map(({ name, version }) => `${name} ${version}`).join(", ");
}
