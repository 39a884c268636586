import { quoted } from "../../issue";
import { isKnown, isKnownText } from "../known";
import { rule } from "../rule";

/** A task that speaks the protocol of the mesh itself. */
export const connectNative = rule({
  code: "connect-native",
  level: "error",
  title: "a native service of the Consul mesh does not say its task or its port",
  refusedByNomad: true,
  messages: {
    taskUnclear: ({ tasks }: { readonly tasks: readonly string[] }) =>
      `the group has more than one task, or none, that could serve the port; name one of ${quoted(tasks)}`,
    unknownTask: ({ task, tasks }: { readonly task: string; readonly tasks: readonly string[] }) =>
      `the group has no task "${task}"; name one of ${quoted(tasks)}`,
    noPort: () => "Consul needs the port of a native service; set it",
  },
  *check(job) {
    for (const {
      in: { group },
      task,
      service,
      provider,
      path,
    } of job.services) {
      if (task || provider !== "consul" || service.connect?.native !== true) {
        continue;
      }
      const tasks = (group.tasks ?? []).map(({ name }) => name);
      if (!service.task && tasks.length !== 1) {
        yield {
          path: `${path}.task`,
          problem: "taskUnclear",
          tasks,
        };
      } else if (isKnownText(service.task) && !tasks.includes(service.task) && tasks.every(isKnown)) {
        yield {
          path: `${path}.task`,
          problem: "unknownTask",
          task: service.task,
          tasks,
        };
      }
      if (!service.port) {
        yield { path: `${path}.port`, problem: "noPort" };
      }
    }
  },
});
