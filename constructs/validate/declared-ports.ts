import { nearest, quoted } from "../issue";
import type { GroupView, JobView, TaskView } from "./job-view";
import { isKnown, isKnownText } from "./known";

/** Ports that Nomad adds to a group of the service mesh by itself. */
export function isReservedByNomad(name: string): boolean {
  return name.startsWith("connect-") || name.startsWith("svc_");
}

/** Names of the ports that a group, and for the old way a task, declares; nothing where not all are known. */
export function declared({ group }: GroupView, task: TaskView | undefined): ReadonlySet<string> | undefined {
  const ports = [...(group.network?.ports ?? []), ...(task?.task.resources?.network?.ports ?? [])];
  const names = ports.map(({ name }) => name);
  for (const service of group.services ?? []) {
    names.push(...(isKnownText(service.connect?.sidecarService?.port) ? [service.connect.sidecarService.port] : []));
  }
  return names.every(isKnown) ? new Set(names) : undefined;
}

/** A port that a service or a check names, and that neither the group nor Nomad declares. */
interface NamedPort {
  readonly path: string;
  readonly port: string;
  readonly addressMode: string | undefined;
  /** The ports that the group declares. */
  readonly names: ReadonlySet<string>;
  /** Whether the service belongs to a task. */
  readonly isOfTask: boolean;
}

/** Returns the ports that services and their checks name, without those that are declared. */
export function* namedPorts(job: JobView): Iterable<NamedPort> {
  for (const { in: group, task, service, path } of job.services) {
    const names = declared(group, task);
    const checks = job.checks.filter(({ of }) => of.service === service);
    const wanted = [{ path, owner: service }, ...checks.map(({ path, check }) => ({ path, owner: check }))];
    for (const { path, owner } of names ? wanted : []) {
      const { port, addressMode } = owner;
      if (names && isKnownText(port) && !names.has(port) && !isReservedByNomad(port)) {
        yield { path: `${path}.port`, port, addressMode, names, isOfTask: task !== undefined };
      }
    }
  }
}

/** A port that the group does not declare. */
interface Undeclared {
  readonly port: string;
  /** The ports that the group declares. */
  readonly names: readonly string[];
  /** The port that was probably meant. */
  readonly meant: string | undefined;
}

/** The parameters of `undeclaredMessage`. */
export function undeclared(port: string, names: ReadonlySet<string>): Undeclared {
  return { port, names: [...names], meant: nearest(port, names) };
}

/** The text for a port that the group does not declare. */
export function undeclaredMessage({ port, names, meant }: Undeclared): string {
  const fix =
    meant === undefined ? `add { name: "${port}" } to the ports of the group's network` : `did you mean "${meant}"`;
  return `the group does not declare the port "${port}", it has ${quoted(names)}; ${fix}`;
}
