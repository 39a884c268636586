import type { ConsulClient, NomadClient } from "../../clients";
import type { JobSpec } from "../../constructs/spec";
import type { Clock } from "./clocks";
import { type Finding, unknown } from "./finding";
import { heldPorts } from "./held-ports";
import { identityFindings, usersOf } from "./identity";
import { type ClientNode, readNodes } from "./nodes";
import { placementFindings } from "./placement";
import { portFindings } from "./ports";
import { readLogin } from "./read-login";
import { jobName, type StackContents } from "./stack-contents";
import type { Member } from "./versions";
import type { CsiVolumes } from "./volumes";

/** What the nodes of a cluster showed. */
export interface NodesChecked {
  readonly placement: readonly Finding[];
  readonly ports: readonly Finding[];
  readonly clocks: readonly Clock[];
  /** The nodes that are not down, with the versions of their agents. */
  readonly nodes: readonly Member[];
}

/** How many nodes are asked for their clocks: one request each goes all the way to the node. */
const MOST_CLOCKS = 50;

/** Whether the nodes have what the jobs of the stacks need, and what time it is there. */
export async function checkNodes(nomad: NomadClient, contents: StackContents): Promise<NodesChecked> {
  const nodes = await readNodes(nomad);
  const jobs = contents.jobs.filter(({ groups }) => groups.some(({ count }) => count !== 0));
  if (typeof nodes === "number") {
    const message = `drivers, networks, volumes and ports of the nodes were not looked at: nomad answered ${nodes} to the token; node { policy = "read" } in one of its policies lets it`;
    return { placement: jobs.length > 0 ? [unknown(message)] : [], ports: [], clocks: [], nodes: [] };
  }
  const unread = contents.unread.map((address) =>
    unknown(`${address}: not looked at, because it is written as HCL or has values that only the apply knows`),
  );
  const [volumes, held, clocks] = await Promise.all([
    jobs.some(usesCsi) ? csiVolumes(nomad) : undefined,
    jobs.some(hasStaticPort) ? heldPorts(nomad) : [],
    Promise.all(
      nodes
        .filter(({ Status }) => Status === "ready")
        .slice(0, MOST_CLOCKS)
        .map((node) => nodeClock(nomad, node)),
    ),
  ]);
  return {
    placement: [...unread, ...placementFindings(contents, nodes, volumes)],
    ports: portFindings(contents, nodes, held),
    clocks: clocks.flat(),
    nodes: nodes
      .filter(({ Status }) => Status !== "down")
      .map(({ Name, Attributes }) => ({ name: Name, version: Attributes["nomad.version"] ?? "" })),
  };
}

/** Whether workloads that log in to Consul can do so. Nothing is asked where no job of the stacks does. */
export async function checkIdentity(
  nomad: NomadClient,
  consul: ConsulClient | undefined,
  contents: StackContents,
): Promise<Finding[]> {
  const users = usersOf(contents);
  if (users.services.length === 0 && users.tasks.size === 0) {
    return [];
  }
  const skipped = (reason: string) => [
    unknown(
      `how ${contents.jobs
        .map(jobName)
        .filter((name) => isUser(name, users))
        .join(", ")} log in to consul was not looked at: ${reason}`,
    ),
  ];
  if (!consul) {
    return skipped("nothing says where consul is; set CONSUL_HTTP_ADDR");
  }
  const login = await readLogin(nomad, consul);
  if (typeof login === "string") {
    return skipped(login);
  }
  return login ? identityFindings(users, contents, login) : [];
}

function isUser(name: string, { services, tasks }: ReturnType<typeof usersOf>): boolean {
  return services.includes(name) || [...tasks.values()].flat().includes(name);
}

function usesCsi({ groups }: JobSpec): boolean {
  return groups.some(({ volumes = [] }) => volumes.some(({ type }) => type === "csi"));
}

function hasStaticPort({ groups }: JobSpec): boolean {
  return groups.some(({ network }) => (network?.ports ?? []).some(({ static: port = 0 }) => port > 0));
}

/** The plugin of each CSI volume; nothing where the token may not list them. */
async function csiVolumes(nomad: NomadClient): Promise<CsiVolumes | undefined> {
  const { status, text } = await nomad.send("GET", "/v1/volumes?type=csi&namespace=*");
  if (status !== 200) {
    return undefined;
  }
  const all = JSON.parse(text) as readonly { ID: string; Namespace: string; PluginID: string }[];
  return new Map(all.map(({ ID, Namespace, PluginID }) => [`${Namespace}/${ID}`, PluginID]));
}

/** A node's clock, from the figures that it takes of itself once a second; those are older by that and by the way here. */
async function nodeClock(nomad: NomadClient, { ID, Name }: ClientNode): Promise<Clock[]> {
  const asked = Date.now();
  const { status, text } = await nomad.send("GET", `/v1/client/stats?node_id=${ID}`);
  if (status !== 200) {
    return [];
  }
  const answered = Date.now();
  const { Timestamp } = JSON.parse(text) as { Timestamp: number };
  const half = (answered - asked) / 2;
  return [{ whose: `node ${Name}`, ahead: (Timestamp / 1e6 - asked - half) / 1000, margin: half / 1000 + 1 }];
}
