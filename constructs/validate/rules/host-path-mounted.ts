import { quoted } from "../../issue";
import type { GroupView, JobView } from "../job-view";
import { constraintsOf } from "../placement";
import { rule } from "../rule";

/** Files of the node in a container. */
export const hostPathMounted = rule({
  code: "host-path-mounted",
  level: "warning",
  title: "a container mounts a path of the node",
  refusedByNomad: false,
  messages: {
    hostPath: ({ sources }: { readonly sources: readonly string[] }) =>
      `it mounts ${quoted(sources)} of the node on which the task runs; use a host volume, which an operator grants`,
  },
  *check(job) {
    // A system job runs on every node, so it finds the path wherever it runs.
    for (const { in: group, task, config, path } of job.type === "system" || job.type === "sysbatch" ? [] : job.tasks) {
      if ((task.driver !== "docker" && task.driver !== "podman") || isPinned(job, group)) {
        continue;
      }
      const volumes: readonly unknown[] = Array.isArray(config.volumes) ? config.volumes : [];
      const sources = volumes.map(hostPath);
      const first = sources.findIndex((source) => source !== undefined);
      if (first >= 0) {
        const found = [...new Set(sources.filter((source) => source !== undefined))];
        yield { path: `${path}.config.volumes[${first}]`, problem: "hostPath", sources: found };
      }
    }
  },
});

/** Paths that every Linux node has with the same meaning. */
const ON_EVERY_NODE =
  /^\/(etc\/(localtime|timezone|hosts|resolv\.conf|ssl(\/.*)?|machine-id)|proc|sys|dev(\/.*)?|usr\/share\/zoneinfo(\/.*)?|lib\/modules|run\/udev)\/?$/;

/** The path of the node that an entry of `volumes` mounts, if it differs between nodes. */
function hostPath(volume: unknown): string | undefined {
  const source = typeof volume === "string" && volume.includes(":") ? volume.split(":")[0] : undefined;
  return source?.startsWith("/") && !ON_EVERY_NODE.test(source) ? source : undefined;
}

/** Whether a constraint places the group on one node. */
function isPinned(job: JobView, group: GroupView): boolean {
  return constraintsOf(job, group).some(
    ({ attribute, operator = "=" }) =>
      /^\$\{node\.unique\.(name|id)\}$/.test(attribute ?? "") && ["=", "==", "is"].includes(operator),
  );
}
