import { isKnown, isKnownNumber, isKnownText } from "../known";
import { rule } from "../rule";

/** Nomad's own bounds; a server's `job_max_priority` lies between 100 and the upper one. */
const PRIORITY = { least: 1, most: 32_766 };

/** Weight of a job in the queue. */
export const jobPriority = rule({
  code: "job-priority",
  level: "error",
  title: "the priority of a job is outside of what any server accepts",
  refusedByNomad: true,
  *check({ spec: { priority } }) {
    // Nomad takes 0 for its default
    if (isKnownNumber(priority) && priority !== 0 && (priority < PRIORITY.least || priority > PRIORITY.most)) {
      yield { path: "priority", message: `got ${priority}; use 1 to 100, or up to the server's job_max_priority` };
    }
  },
});

/** Priorities above what servers accept unless they are set up for it. */
export const priorityAboveDefault = rule({
  code: "priority-above-default",
  level: "warning",
  title: "the priority of a job needs a server with a raised job_max_priority",
  refusedByNomad: false,
  *check({ spec: { priority } }) {
    if (isKnownNumber(priority) && priority > 100 && priority <= PRIORITY.most) {
      yield {
        path: "priority",
        message: `servers refuse ${priority} unless their job_max_priority is raised from 100; use 1 to 100`,
      };
    }
  },
});

/** A job without anything to run. */
export const emptyJob = rule({
  code: "empty-job",
  level: "error",
  title: "a job has no group, or a group has no task",
  refusedByNomad: true,
  *check(job) {
    if (job.groups.length === 0) {
      yield { path: "groups", message: "the job has no group; add one" };
    }
    for (const { group, path } of job.groups) {
      // Nomad itself adds the task of a gateway
      const gateway = (group.services ?? []).some((service) => service.connect?.gateway !== undefined);
      if ((group.tasks ?? []).length === 0 && !gateway) {
        yield { path: `${path}.tasks`, message: "the group has no task; add one" };
      }
    }
  },
});

/** A datacenter without a name. */
export const datacenterEmpty = rule({
  code: "datacenter-empty",
  level: "error",
  title: "a datacenter has an empty name",
  refusedByNomad: true,
  *check({ spec }) {
    for (const [index, datacenter] of (spec.datacenters ?? []).entries()) {
      if (datacenter === "") {
        yield { path: `datacenters[${index}]`, message: 'it is empty; name a datacenter, or use "*" for all' };
      }
    }
  },
});

/** Texts for people that are longer than Nomad keeps. */
export const textTooLong = rule({
  code: "text-too-long",
  level: "error",
  title: "a description or a note is longer than Nomad accepts",
  refusedByNomad: true,
  *check(job) {
    const description = job.spec.ui?.description;
    if (isKnownText(description) && Buffer.byteLength(description) > 1000) {
      yield {
        path: "ui.description",
        message: `got ${Buffer.byteLength(description)} bytes, at most 1000 are allowed; shorten it`,
      };
    }
    for (const { of, check, path } of job.checks) {
      if (of.provider === "consul" && isKnownText(check.notes) && Buffer.byteLength(check.notes) > 255) {
        yield {
          path: `${path}.notes`,
          message: `got ${Buffer.byteLength(check.notes)} bytes, at most 255 are allowed; shorten it`,
        };
      }
    }
  },
});

/** Blocks that only Nomad Enterprise accepts; a warning, since the specification does not say which one will get it. */
export const enterpriseOnly = rule({
  code: "enterprise-only",
  level: "warning",
  title: "a block needs Nomad Enterprise",
  refusedByNomad: false,
  *check(job) {
    const refused = "only Nomad Enterprise has it; remove it for a community cluster";
    if ((job.spec.multiregion?.regions ?? []).length > 0) {
      yield { path: "multiregion", message: refused };
    }
    const other = (cluster: unknown): boolean => isKnownText(cluster) && cluster !== "default";
    for (const { group, path } of job.groups) {
      if (other(group.consul?.cluster)) {
        yield { path: `${path}.consul.cluster`, message: refused };
      }
    }
    for (const { provider, service, path } of job.services) {
      if (provider === "consul" && other(service.cluster)) {
        yield { path: `${path}.cluster`, message: refused };
      }
    }
    for (const { task, path } of job.tasks) {
      if (task.schedule !== undefined) {
        yield { path: `${path}.schedule`, message: refused };
      }
      if (isKnownText(task.resources?.numa?.affinity) && task.resources.numa.affinity !== "none") {
        yield { path: `${path}.resources.numa`, message: refused };
      }
      if (other(task.consul?.cluster)) {
        yield { path: `${path}.consul.cluster`, message: refused };
      }
      if (other(task.vault?.cluster)) {
        yield { path: `${path}.vault.cluster`, message: refused };
      }
      if (isKnownText(task.vault?.namespace)) {
        yield { path: `${path}.vault.namespace`, message: refused };
      }
      if ((task.scalings ?? []).length > 0) {
        yield { path: `${path}.scalings`, message: refused };
      }
    }
  },
});

/** Fields that Nomad still reads, but no longer acts on. */
export const deprecatedField = rule({
  code: "deprecated-field",
  level: "warning",
  title: "a field is deprecated in Nomad",
  refusedByNomad: false,
  *check(job) {
    if (isKnown(job.spec.periodic?.cron) && (job.spec.periodic?.cron ?? "") !== "") {
      yield { path: "periodic.cron", message: "it is deprecated; write a list in crons" };
    }
    for (const { group, path } of job.groups) {
      if ((group.network?.mbits ?? 0) !== 0) {
        yield { path: `${path}.network.mbits`, message: "Nomad ignores it since 0.12; remove it" };
      }
    }
    for (const { task, path } of job.tasks) {
      if ((task.resources?.iops ?? 0) !== 0) {
        yield { path: `${path}.resources.iops`, message: "Nomad ignores it since 0.9; remove it" };
      }
      if ((task.resources?.disk ?? 0) !== 0) {
        yield { path: `${path}.resources.disk`, message: "Nomad ignores it; set ephemeralDisk.size of the group" };
      }
      if (task.resources?.network !== undefined) {
        yield { path: `${path}.resources.network`, message: "it is deprecated since 0.12; write network on the group" };
      }
      for (const [index, template] of (task.templates ?? []).entries()) {
        if (template.vaultGrace !== undefined && template.vaultGrace !== "0s") {
          yield { path: `${path}.templates[${index}].vaultGrace`, message: "Vault ignores it since 0.5; remove it" };
        }
      }
    }
  },
});
