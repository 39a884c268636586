import { isKnownText } from "../known";
import { rule } from "../rule";

/** The directories of a task that a container sees. */
const MOUNTED = ["local", "secrets", "alloc", ".."];

/** Files that are written where the container does not look. */
export const templateNotVisible = rule({
  code: "template-not-visible",
  level: "warning",
  title: "a template writes a file that the container does not see",
  refusedByNomad: false,
  messages: {
    notMounted: ({ destination }: { readonly destination: string }) =>
      `the container sees "local/", "secrets/" and "alloc/" of the task's directory, got "${destination}"; write to "local/"`,
  },
  *check(job) {
    for (const { task, config, path } of job.tasks) {
      if (task.driver !== "docker" && task.driver !== "podman") {
        continue;
      }
      // a mount may bring any directory of the task into the container
      const mounted = [config.volumes, config.mounts, config.mount].some(
        (list) => Array.isArray(list) && list.length > 0,
      );
      for (const [index, { destination, env }] of (task.templates ?? []).entries()) {
        if (mounted || env === true || !isKnownText(destination)) {
          continue;
        }
        if (!MOUNTED.includes(destination.replace(/^\.?\/+/, "").split("/")[0] as string)) {
          yield {
            path: `${path}.templates[${index}].destination`,
            problem: "notMounted",
            destination,
          };
        }
      }
    }
  },
});
