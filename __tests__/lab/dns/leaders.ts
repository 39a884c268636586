import type { Lab } from "../../../lab";
import { until } from "./cluster";

/** The two clusters that a node serves. */
export type Program = "nomad" | "consul";

/** The node that leads; nothing while none does. */
export async function leaderOf(lab: Lab, program: Program): Promise<string | undefined> {
  const address = program === "nomad" ? lab.nomadAddr : lab.consulAddr;
  const headers = { "X-Nomad-Token": lab.nomadToken(), "X-Consul-Token": lab.consulToken() };
  const response = await fetch(`${address}/v1/status/leader`, { headers, signal: AbortSignal.timeout(5_000) });
  const leader = response.ok ? ((await response.json()) as string) : "";
  return lab.nodes.find((node) => leader.startsWith(`${node.address}:`))?.name;
}

/** Makes a node the leader. */
export async function makeLeader(lab: Lab, program: Program, node: string): Promise<void> {
  const { address = "" } = lab.nodes.find(({ name }) => name === node) ?? {};
  await until(`${node} as the leader of ${program}`, async () => {
    const leader = await leaderOf(lab, program).catch(() => undefined);
    if (leader === node) {
      return true;
    }
    if (leader === undefined) {
      return undefined;
    }
    const listed = await lab.exec(node, [program, "operator", "raft", "list-peers"]);
    // columns: name, id, address
    const id = new RegExp(`^\\S+\\s+(\\S+)\\s+${address}:`, "m").exec(listed.stdout)?.[1] ?? "";
    const command = program === "nomad" ? ["transfer-leadership", `-peer-id=${id}`] : ["transfer-leader", `-id=${id}`];
    await lab.exec(node, [program, "operator", "raft", ...command]);
    return undefined;
  });
}
