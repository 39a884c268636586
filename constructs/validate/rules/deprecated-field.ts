import { isKnown } from "../known";
import { rule } from "../rule";

/** Fields that Nomad still reads, but no longer acts on. */
export const deprecatedField = rule({
  code: "deprecated-field",
  level: "warning",
  title: "a field is deprecated in Nomad",
  refusedByNomad: false,
  messages: {
    useCrons: () => "it is deprecated; write a list in crons",
    ignoredSince: ({ since }: { readonly since: string }) => `Nomad ignores it since ${since}; remove it`,
    useDiskSize: () => "Nomad ignores it; set ephemeralDisk.size of the group",
    useGroupNetwork: () => "it is deprecated since 0.12; write network on the group",
    ignoredByVault: () => "Vault ignores it since 0.5; remove it",
  },
  *check(job) {
    if (isKnown(job.spec.periodic?.cron) && (job.spec.periodic?.cron ?? "") !== "") {
      yield { path: "periodic.cron", problem: "useCrons" };
    }
    for (const { group, path } of job.groups) {
      if ((group.network?.mbits ?? 0) !== 0) {
        yield { path: `${path}.network.mbits`, problem: "ignoredSince", since: "0.12" };
      }
    }
    for (const { task, path } of job.tasks) {
      if ((task.resources?.iops ?? 0) !== 0) {
        yield { path: `${path}.resources.iops`, problem: "ignoredSince", since: "0.9" };
      }
      if ((task.resources?.disk ?? 0) !== 0) {
        yield { path: `${path}.resources.disk`, problem: "useDiskSize" };
      }
      if (task.resources?.network !== undefined) {
        yield { path: `${path}.resources.network`, problem: "useGroupNetwork" };
      }
      for (const [index, template] of (task.templates ?? []).entries()) {
        if (template.vaultGrace !== undefined && template.vaultGrace !== "0s") {
          yield { path: `${path}.templates[${index}].vaultGrace`, problem: "ignoredByVault" };
        }
      }
    }
  },
});
