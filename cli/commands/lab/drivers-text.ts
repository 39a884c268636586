import type { HostStatus } from "../../../lab/status";
import { table } from "../../table";

/** Returns the healthy drivers of each node, and a line for each reason why others are not. */
export function driversText(hosts: readonly HostStatus[]): string {
  const nodes = hosts.filter(({ drivers }) => drivers !== undefined);
  if (nodes.length === 0) {
    return "";
  }
  const rows = nodes.map((node) => [node.name, workingDrivers([node])]);
  return `${table(["node", "drivers"], rows)}${driverProblems(hosts)
    .map((line) => `${line}\n`)
    .join("")}`;
}

/** Returns the names of the drivers that are healthy on at least one node. */
export function workingDrivers(hosts: readonly HostStatus[]): string {
  const healthy = hosts.flatMap(({ drivers = [] }) => drivers.filter(({ problem }) => problem === undefined));
  return [...new Set(healthy.map(({ name }) => name))].sort().join(", ");
}

/** Returns a line for each driver that does not work and its reason, with the nodes that it is about. */
export function driverProblems(hosts: readonly HostStatus[]): string[] {
  const found = new Map<string, { readonly name: string; readonly problem: string; readonly on: string[] }>();
  for (const { name: host, drivers = [] } of hosts) {
    for (const { name, problem } of drivers) {
      if (problem !== undefined) {
        const key = `${name}: ${problem}`;
        found.set(key, { name, problem, on: [...(found.get(key)?.on ?? []), host] });
      }
    }
  }
  return [...found.values()].map(({ name, problem, on }) => `no driver ${name} on ${on.join(", ")}: ${problem}`);
}
