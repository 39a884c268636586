import { CONTAINER_DRIVERS } from "../container-drivers";
import { rule } from "../rule";

/** Containers that see the processes of the node. */
export const hostNamespace = rule({
  code: "host-namespace",
  level: "warning",
  title: "a container shares the processes or the memory of the node",
  refusedByNomad: false,
  messages: {
    hostNamespace: () => '"host" removes the isolation between the task and the node; remove it',
  },
  *check(job) {
    for (const { task, config, path } of job.tasks) {
      for (const field of CONTAINER_DRIVERS.includes(task.driver) ? ["pidMode", "ipcMode", "usernsMode"] : []) {
        if (config[field] === "host") {
          yield {
            path: `${path}.config.${field}`,
            problem: "hostNamespace",
          };
        }
      }
    }
  },
});
