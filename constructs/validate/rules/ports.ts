import { nearest } from "../../spec";
import type { GroupView, TaskView } from "../job-view";
import { isKnown, isKnownNumber, isKnownText } from "../known";
import { quoted } from "../quoted";
import { rule } from "../rule";

const GREATEST = 65_535;

/** Ports that Nomad adds to a group of the service mesh by itself. */
function madeByNomad(name: string): boolean {
  return name.startsWith("connect-") || name.startsWith("svc_");
}

/** Names of the ports that a group, and for the old way a task, declares; nothing where not all are known. */
function declared({ group }: GroupView, task: TaskView | undefined): ReadonlySet<string> | undefined {
  const ports = [...(group.network?.ports ?? []), ...(task?.task.resources?.network?.ports ?? [])];
  const names = ports.map(({ name }) => name);
  for (const service of group.services ?? []) {
    names.push(...(isKnownText(service.connect?.sidecarService?.port) ? [service.connect.sidecarService.port] : []));
  }
  return names.every(isKnown) ? new Set(names) : undefined;
}

function undeclared(name: string, names: ReadonlySet<string>): string {
  const meant = nearest(name, names);
  const mend =
    meant === undefined ? `add { name: "${name}" } to the ports of the group's network` : `did you mean "${meant}"`;
  return `the group declares no port "${name}", it has ${quoted(names)}; ${mend}`;
}

/** Ports that services and checks name. */
export const portNotDeclared = rule({
  code: "port-not-declared",
  level: "error",
  title: "a service or a check names a port that its group does not declare",
  refusedByNomad: true,
  *check(job) {
    for (const { in: group, task, service, path } of job.services) {
      const names = declared(group, task);
      const wanted: [string, string | undefined, string | undefined][] = [[path, service.port, service.addressMode]];
      for (const { of, check, path: at } of job.checks) {
        if (of.service === service) {
          wanted.push([at, check.port, check.addressMode]);
        }
      }
      for (const [at, port, mode] of names ? wanted : []) {
        if (!isKnownText(port) || names?.has(port) || madeByNomad(port)) {
          continue;
        }
        if (!/^\d+$/.test(port)) {
          yield { path: `${at}.port`, message: undeclared(port, names as ReadonlySet<string>) };
        } else if (task && mode !== "driver") {
          yield {
            path: `${at}.port`,
            message: `the number ${port} stands for a port inside the container; name a port of the group, or set addressMode to "driver"`,
          };
        }
      }
    }
  },
});

/** Whether the driver looks at the labels of `ports`: docker leaves them out where the container joins the group's network. */
function mapsPorts({ in: { group }, task, config }: TaskView): boolean {
  if (task.driver === "podman") {
    return true;
  }
  const mode = config.networkMode ?? "";
  const own =
    mode === "" ? (group.network?.mode ?? "host") === "host" : isKnown(mode) && !`${mode}`.startsWith("container:");
  return task.driver === "docker" && own && (group.network?.ports ?? []).length > 0;
}

/** Ports that the options of a container driver name. */
export const driverPortNotDeclared = rule({
  code: "driver-port-not-declared",
  level: "error",
  title: "the driver of a task is to map a port that its group does not declare",
  refusedByNomad: false,
  *check(job) {
    for (const view of job.tasks) {
      const { ports } = view.config;
      const names = declared(view.in, view);
      for (const [index, port] of Array.isArray(ports) && names && mapsPorts(view) ? ports.entries() : []) {
        if (isKnownText(port) && !names?.has(port) && !madeByNomad(port)) {
          yield {
            path: `${view.path}.config.ports[${index}]`,
            message: undeclared(port, names as ReadonlySet<string>),
          };
        }
      }
    }
  },
});

/** Ports on the node that one allocation would need twice. */
export const staticPortCollision = rule({
  code: "static-port-collision",
  level: "error",
  title: "two ports of a group are the same port of the node",
  refusedByNomad: true,
  *check(job) {
    for (const { group, path } of job.groups) {
      const taken = new Map<string, string>();
      for (const port of group.network?.ports ?? []) {
        const host = port.hostNetwork || "default";
        if (!isKnownNumber(port.static) || port.static === 0 || !isKnown(host)) {
          continue;
        }
        const key = `${host}:${port.static}`;
        const other = taken.get(key);
        if (other === undefined) {
          taken.set(key, port.name);
        } else if (port.ignoreCollision !== true) {
          yield {
            path: `${path}.network.ports.${port.name}.static`,
            message: `"${other}" has port ${port.static} of the host network "${host}" already; choose another number or host network`,
          };
        }
      }
    }
  },
});

/** Numbers that are no port. */
export const portOutOfRange = rule({
  code: "port-out-of-range",
  level: "error",
  title: "a number is no port",
  refusedByNomad: true,
  *check(job) {
    for (const { group, path } of job.groups) {
      for (const { name, static: fixed, to } of group.network?.ports ?? []) {
        if (isKnownNumber(fixed) && (fixed < 0 || fixed > GREATEST)) {
          yield { path: `${path}.network.ports.${name}.static`, message: `got ${fixed}; use 1 to ${GREATEST}` };
        }
        if (isKnownNumber(to) && (to < -1 || to > GREATEST)) {
          yield {
            path: `${path}.network.ports.${name}.to`,
            message: `got ${to}; use 1 to ${GREATEST}, or -1 for the same port as on the node`,
          };
        }
      }
    }
  },
});

/** Other settings of a group's network. */
export const networkInvalid = rule({
  code: "network-invalid",
  level: "error",
  title: "the network of a group has a setting that Nomad refuses",
  refusedByNomad: true,
  *check(job) {
    for (const { group, path } of job.groups) {
      const { network } = group;
      const mode = network?.mode ?? "host";
      for (const port of network?.ports ?? []) {
        if (port.ignoreCollision === true && mode !== "host" && isKnown(mode)) {
          yield {
            path: `${path}.network.ports.${port.name}.ignoreCollision`,
            message: `it is for mode "host", the network has "${mode}"; remove it`,
          };
        }
      }
      const { hostname } = network ?? {};
      const labels = isKnownText(hostname) && hostname !== "." ? hostname.replace(/\.$/, "").split(".") : [];
      if (labels.some((label) => label === "" || label.length > 63) || (hostname?.length ?? 0) > 253) {
        yield {
          path: `${path}.network.hostname`,
          message: `"${hostname}" is no DNS name; use labels of 1 to 63 characters with dots between them`,
        };
      }
      for (const [key, value] of Object.entries(network?.cni?.args ?? {})) {
        if (isKnown(value) && `${key}${value}`.includes(";")) {
          yield {
            path: `${path}.network.cni.args.${key}`,
            message: 'it holds a ";", which CNI takes for the end of the argument; write one argument an entry',
          };
        }
      }
    }
  },
});
