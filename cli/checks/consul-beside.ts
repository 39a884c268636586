import type { TaskGroup } from "../../constructs/spec";
import type { Requirement } from "./requirement";

/** The cluster of Consul that is meant where none is named; others, which only Enterprise has, are not looked at. */
const USUAL = "default";

/** Whether a group has services that register in Consul, which is also where those go that name no provider. */
export function servicesInConsul({ services = [], tasks = [] }: TaskGroup): boolean {
  const all = [...services, ...tasks.flatMap((task) => task.services ?? [])];
  return all.some(({ provider = "consul", cluster = USUAL }) => provider === "consul" && cluster === USUAL);
}

/** The names of a group's tasks that log in to Consul. */
export function tasksInConsul({ consul, tasks = [] }: TaskGroup): string[] {
  return tasks
    .filter((task) => {
      const block = task.consul ?? consul;
      return block
        ? (block.cluster ?? USUAL) === USUAL
        : task.identities?.some(({ name }) => name === `consul_${USUAL}`);
    })
    .map(({ name }) => name);
}

/** The agent of Consul beside Nomad's client, for a group that registers or reads there. */
export function consulBeside(group: TaskGroup): Requirement[] {
  if (!servicesInConsul(group) && tasksInConsul(group).length === 0) {
    return [];
  }
  return [
    {
      what: "an agent of Consul beside its client of Nomad",
      lacks: ({ Attributes }) => (Attributes["consul.version"] === undefined ? "no consul seen" : undefined),
      fix: 'run one there and name it in the consul block of the clients, or use provider: "nomad"',
    },
  ];
}
