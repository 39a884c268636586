import { nearest } from "../../spec";
import type { ServiceView } from "../job-view";
import { isKnown, isKnownText } from "../known";
import { quoted } from "../quoted";
import { rule } from "../rule";

const LABEL = /^([a-z0-9]|[a-z0-9][a-z0-9-]{0,61}[a-z0-9])$/i;

/** The name under which Nomad registers a service: one that it makes, or the written one with the job's names filled in. */
function registered(jobName: string, { in: { group }, task, service }: ServiceView): string {
  const place = task?.task.name ?? "group";
  if (!service.name) {
    return [jobName, group.name, ...(task ? [place] : [])].join("-");
  }
  const names = { JOB: jobName, TASKGROUP: group.name, TASK: place, BASE: `${jobName}-${group.name}-${place}` };
  return service.name.replace(/\$\{(JOB|TASKGROUP|TASK|BASE)\}/g, (_, name: keyof typeof names) => names[name]);
}

/** Names in service discovery, which are DNS labels. */
export const serviceName = rule({
  code: "service-name",
  level: "error",
  title: "the name of a service is no DNS label",
  refusedByNomad: true,
  *check(job) {
    for (const view of job.services) {
      const name = registered(job.spec.name, view);
      if (!isKnown(name) || LABEL.test(name)) {
        continue;
      }
      const mend = "use letters, digits and dashes within, at most 63";
      const path = `${view.path}.name`;
      if (view.service.name) {
        const close = name.replace(/[^a-z0-9]+/gi, "-").replace(/^-+|-+$/g, "");
        yield { path, message: `"${name}" is no DNS label; ${mend}${LABEL.test(close) ? `, as "${close}"` : ""}` };
      } else {
        yield {
          path,
          message: `without a name Nomad registers "${name}", which is no DNS label; give a name, ${mend}`,
        };
      }
    }
  },
});

/** Registrations that would take each other's place. */
export const duplicateService = rule({
  code: "duplicate-service",
  level: "error",
  title: "two services of one group or task have the same name and port",
  refusedByNomad: true,
  *check(job) {
    const seen = new Set<string>();
    for (const view of job.services) {
      const name = registered(job.spec.name, view);
      const { service, in: group, task, path } = view;
      const key = JSON.stringify([group.path, task?.path, name, service.port ?? ""]);
      if (isKnown(name) && isKnown(service.port) && seen.has(key)) {
        yield {
          path,
          message: `another service has the name "${name}"${service.port ? ` on port "${service.port}"` : ""} already; give it another name or port`,
        };
      }
      seen.add(key);
    }
  },
});

/** Service discovery, of which a group uses one. */
export const serviceProviderMixed = rule({
  code: "service-provider-mixed",
  level: "error",
  title: "the services of a group use Consul and Nomad",
  refusedByNomad: true,
  *check(job) {
    const first = new Map<string, ServiceView>();
    for (const view of job.services) {
      const before = first.get(view.in.path);
      if (before === undefined) {
        first.set(view.in.path, view);
      } else if (before.provider !== view.provider && isKnown(before.provider) && isKnown(view.provider)) {
        const unset = view.service.provider === undefined ? ", which is the default" : "";
        yield {
          path: `${view.path}.provider`,
          message: `got "${view.provider}"${unset}, another service of the group has "${before.provider}"; use one for the group`,
        };
      }
    }
  },
});

const OF_GROUP = ["alloc", "alloc_ipv6"];

/** Which address is registered or checked. */
export const addressMode = rule({
  code: "address-mode",
  level: "error",
  title: "a service or check has an address mode that does not go with its place or its address",
  refusedByNomad: true,
  *check(job) {
    for (const { service, task, path } of job.services) {
      const mode = service.addressMode ?? "auto";
      if (service.address && mode !== "auto") {
        yield {
          path: `${path}.addressMode`,
          message: `"${mode}" finds an address, and address gives one; remove one of them`,
        };
      }
      if (task && OF_GROUP.includes(mode)) {
        yield {
          path: `${path}.addressMode`,
          message: `"${mode}" is for services of a group; move the service to the group`,
        };
      }
      if (!task && mode === "driver") {
        yield {
          path: `${path}.addressMode`,
          message: '"driver" is for services of a task; move the service to its task',
        };
      }
    }
    for (const { of, check, path } of job.checks) {
      const mode = check.addressMode;
      if (of.task && mode !== undefined && OF_GROUP.includes(mode)) {
        yield {
          path: `${path}.addressMode`,
          message: `"${mode}" is for services of a group; move the service to the group`,
        };
      }
      if (!of.task && mode === "driver" && check.task) {
        yield {
          path: `${path}.addressMode`,
          message: '"driver" is for services of a task; move the service to its task',
        };
      }
    }
  },
});

/** Tasks that services and checks name. */
export const serviceTask = rule({
  code: "service-task",
  level: "error",
  title: "a service or check belongs to a task that is missing or not its own",
  refusedByNomad: true,
  *check(job) {
    for (const { service, task, path } of job.services) {
      if (task && isKnownText(service.task) && service.task !== task.task.name) {
        yield {
          path: `${path}.task`,
          message: `the service stands in the task "${task.task.name}", got "${service.task}"; remove it, or move the service`,
        };
      }
    }
    for (const { of, check, path } of job.checks) {
      if (of.task) {
        continue;
      }
      const tasks = (of.in.group.tasks ?? []).map(({ name }) => name);
      if (isKnownText(check.task) && !tasks.includes(check.task) && tasks.every(isKnown)) {
        const meant = nearest(check.task, tasks);
        const mend = meant === undefined ? `use one of ${quoted(tasks)}` : `did you mean "${meant}"`;
        yield { path: `${path}.task`, message: `the group has no task "${check.task}"; ${mend}` };
      }
      if (check.type === "script" && !check.task && !of.service.task) {
        yield { path: `${path}.task`, message: `a script runs inside a task; name one of ${quoted(tasks)}` };
      }
    }
  },
});
