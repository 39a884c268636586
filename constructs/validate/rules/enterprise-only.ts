import { isKnownText } from "../known";
import { rule } from "../rule";

/** Blocks that only Nomad Enterprise accepts; a warning, since the specification does not say which one will get it. */
export const enterpriseOnly = rule({
  code: "enterprise-only",
  level: "warning",
  title: "a block needs Nomad Enterprise",
  refusedByNomad: false,
  messages: {
    enterprise: () => "only Nomad Enterprise has it; remove it for a community cluster",
  },
  *check(job) {
    if ((job.spec.multiregion?.regions ?? []).length > 0) {
      yield { path: "multiregion", problem: "enterprise" };
    }
    const other = (cluster: unknown): boolean => isKnownText(cluster) && cluster !== "default";
    for (const { group, path } of job.groups) {
      if (other(group.consul?.cluster)) {
        yield { path: `${path}.consul.cluster`, problem: "enterprise" };
      }
    }
    for (const { provider, service, path } of job.services) {
      if (provider === "consul" && other(service.cluster)) {
        yield { path: `${path}.cluster`, problem: "enterprise" };
      }
    }
    for (const { task, path } of job.tasks) {
      if (task.schedule !== undefined) {
        yield { path: `${path}.schedule`, problem: "enterprise" };
      }
      if (isKnownText(task.resources?.numa?.affinity) && task.resources.numa.affinity !== "none") {
        yield { path: `${path}.resources.numa`, problem: "enterprise" };
      }
      if (other(task.consul?.cluster)) {
        yield { path: `${path}.consul.cluster`, problem: "enterprise" };
      }
      if (other(task.vault?.cluster)) {
        yield { path: `${path}.vault.cluster`, problem: "enterprise" };
      }
      if (isKnownText(task.vault?.namespace)) {
        yield { path: `${path}.vault.namespace`, problem: "enterprise" };
      }
      if ((task.scalings ?? []).length > 0) {
        yield { path: `${path}.scalings`, problem: "enterprise" };
      }
    }
  },
});
