import { CONTAINER_DRIVERS } from "../container-drivers";
import { rule } from "../rule";

/** Containers that are the node. */
export const privilegedContainer = rule({
  code: "privileged-container",
  level: "warning",
  title: "a container is privileged",
  refusedByNomad: false,
  messages: {
    privileged: () =>
      "a process that breaks out of this container is root on the node; use capAdd or devices for what the task needs",
  },
  *check(job) {
    for (const { task, config, path } of job.tasks) {
      // A CSI node plugin mounts volumes for other tasks, which needs these rights.
      if (task.csiPlugin?.type === "node" || task.csiPlugin?.type === "monolith") {
        continue;
      }
      if (CONTAINER_DRIVERS.includes(task.driver) && (config.privileged === true || config.privileged === "true")) {
        yield {
          path: `${path}.config.privileged`,
          problem: "privileged",
        };
      }
    }
  },
});
