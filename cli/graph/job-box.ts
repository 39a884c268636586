import type { JobSpec, Service, TaskGroup } from "../../constructs/spec";
import type { JobBox, ServiceRow, Zone } from "./picture";
import { dnsNames } from "./zones";

/**
 * Returns a job as a box of the drawing.
 *
 * @param stack the stack that has it
 * @param spec its specification
 * @param zones the domains in which its services may have names
 */
export function jobBox(stack: string, spec: JobSpec, zones: readonly Zone[]): JobBox {
  const { name, id = name, namespace = "default", type = "service", groups = [] } = spec;
  const placed = type === "service" || type === "batch";
  return {
    id,
    type,
    stack,
    ...(placed && { instances: groups.reduce((sum, { count = 1 }) => sum + count, 0) }),
    services: groups.flatMap((group) =>
      servicesOf(group).map((service) => serviceRow(service, group, name, (of) => dnsNames(zones, namespace, of))),
    ),
  };
}

function servicesOf({ services = [], tasks = [] }: TaskGroup): readonly Service[] {
  return [...services, ...tasks.flatMap((task) => task.services ?? [])];
}

function serviceRow(
  { name, provider = "consul", port }: Service,
  group: TaskGroup,
  job: string,
  namesOf: (service: string) => string[],
): ServiceRow {
  // Nomad's default name of a service without a name.
  const called = name ?? `${job}-${group.name}`;
  const fixed = group.network?.ports?.find((candidate) => candidate.name === port)?.static;
  return {
    name: called,
    provider: provider === "nomad" ? "nomad" : "consul",
    ...(port !== undefined && { port: fixed === undefined ? String(port) : `${port} ${fixed}` }),
    dnsNames: provider === "nomad" ? namesOf(called) : [],
  };
}
