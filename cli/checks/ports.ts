import type { JobSpec } from "../../constructs/spec";
import { candidates } from "./candidates";
import { type Finding, problem } from "./finding";
import type { HeldPort } from "./held-ports";
import type { ClientNode } from "./nodes";
import { jobName, type StackContents } from "./stack-contents";

/** A group that wants a port of its node. */
interface Wish {
  readonly where: string;
  readonly port: number;
  readonly hostNetwork: string;
  readonly able: readonly ClientNode[];
  /** How many instances want it, each on a node of its own. */
  readonly instances: number;
  /** Whether it is held from the apply on, and not for as long as some work takes. */
  readonly lasting: boolean;
}

/**
 * Static ports that cannot be had: the nodes keep them back, other jobs hold them, or the stacks' own groups want one more
 * often than there are nodes. What programs outside of Nomad listen on is not known here.
 *
 * @param held as far as the token may see allocations; those of the stacks' own jobs do not count, for an apply changes them
 */
export function portFindings(
  contents: StackContents,
  nodes: readonly ClientNode[],
  held: readonly HeldPort[],
): Finding[] {
  const own = new Set(contents.jobs.map(jobName));
  const others = held.filter(({ job }) => !own.has(job));
  const wishes = wishesOf(contents, nodes);
  const single = wishes.flatMap((wish) => shortage([wish], others));
  const alone = new Set(single.map(({ key }) => key));
  const together = [...new Set(wishes.map(keyOf))]
    .filter((key) => !alone.has(key))
    .map((key) => wishes.filter((wish) => wish.lasting && keyOf(wish) === key))
    .flatMap((all) => (all.length < 2 ? [] : shortage(all, others)));
  return [...single, ...together].map(({ message }) => problem("port-not-available", message));
}

function wishesOf({ jobs }: StackContents, nodes: readonly ClientNode[]): Wish[] {
  return jobs.flatMap((job) =>
    job.groups.flatMap((group) => {
      const able = candidates(nodes, job, group).nodes;
      const everywhere = job.type === "system" || job.type === "sysbatch";
      const instances = everywhere ? able.length : (group.count ?? 1);
      return (group.network?.ports ?? [])
        .filter(({ static: port = 0, ignoreCollision }) => port > 0 && !ignoreCollision && instances > 0)
        .map(({ name, static: port = 0, hostNetwork }) => ({
          where: `[${jobName(job)}] groups.${group.name}.network.ports.${name}`,
          port,
          hostNetwork: hostNetwork || "default",
          able,
          instances,
          lasting: isLasting(job),
        }));
    }),
  );
}

/** Batch jobs wait for a port and give it back. */
function isLasting({ type = "service", periodic, parameterized }: JobSpec): boolean {
  return (type === "service" || type === "system") && !periodic && !parameterized;
}

const keyOf = ({ port, hostNetwork }: Wish) => `${hostNetwork}:${port}`;

/** What is wrong if these groups, which want the same port, find fewer nodes with it than they have instances. */
function shortage(wishes: readonly Wish[], others: readonly HeldPort[]): { key: string; message: string }[] {
  const [{ port, hostNetwork } = { port: 0, hostNetwork: "" }] = wishes;
  const able = [...new Map(wishes.flatMap((wish) => wish.able.map((node) => [node.ID, node] as const))).values()];
  const reasons = able.map((node) => [node.Name, taken(node, port, hostNetwork, others)] as const);
  const free = reasons.filter(([, reason]) => reason === undefined).length;
  const wanted = wishes.reduce((sum, { instances }) => sum + instances, 0);
  if (free >= wanted || able.length === 0) {
    return [];
  }
  const lost = reasons.flatMap(([name, reason]) => (reason === undefined ? [] : [`${name}: ${reason}`]));
  const have = free === 0 ? "no node can give it" : free === 1 ? "one node can give it" : `${free} nodes can give it`;
  const because = lost.length > 0 ? ` (${lost.join(", ")})` : "";
  const who = wishes.map(({ where }) => where).join(" and ");
  return [
    {
      key: keyOf(wishes[0] as Wish),
      message: `${who}: port ${port} is wanted by ${wanted} instance${wanted === 1 ? "" : "s"}, and ${have}${because}; choose another port, fewer instances or more nodes`,
    },
  ];
}

/** Why a node cannot give a port; nothing if it can. */
function taken(node: ClientNode, port: number, hostNetwork: string, others: readonly HeldPort[]): string | undefined {
  const addresses = (node.NodeResources.NodeNetworks ?? [])
    .flatMap(({ Addresses }) => Addresses ?? [])
    .filter(({ Alias }) => Alias === hostNetwork);
  if (addresses.length === 0) {
    return `it has no host network "${hostNetwork}"`;
  }
  const reserved = [
    node.ReservedResources.Networks.ReservedHostPorts,
    ...addresses.map(({ ReservedPorts }) => ReservedPorts),
  ];
  if (reserved.some((ports) => includesPort(ports, port))) {
    return "reserved by the node's configuration";
  }
  const holder = others.find(
    ({ node: id, port: other, address }) =>
      id === node.ID && other === port && addresses.some(({ Address }) => Address === address),
  );
  return holder && `${holder.job} has it`;
}

/** Whether a list as `22,8000-8010` has a port. */
function includesPort(list: string, port: number): boolean {
  return list.split(",").some((part) => {
    const [from = "", to = from] = part.trim().split("-");
    return from !== "" && port >= Number(from) && port <= Number(to);
  });
}
