import type { ReportCluster } from "./report/report";
import { serversOf } from "./stack/access";
import type { Stack } from "./stack/stack";

/** Returns what a report about stacks is about: their environment and their servers. */
export function reportCluster(stacks: readonly Stack[]): ReportCluster {
  const { environment, lab } = stacks[0]?.cluster ?? {};
  const servers = stacks.flatMap((stack) => serversOf(stack));
  const distinct = new Map(servers.map((server) => [JSON.stringify(server), server]));
  return {
    ...(environment !== undefined && { environment }),
    ...(lab !== undefined && { lab }),
    servers: [...distinct.values()],
  };
}
