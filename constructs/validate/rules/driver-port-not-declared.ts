import { declared, isReservedByNomad, undeclared, undeclaredMessage } from "../declared-ports";
import type { TaskView } from "../job-view";
import { isKnown, isKnownText } from "../known";
import { rule } from "../rule";

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
  messages: { notDeclared: undeclaredMessage },
  *check(job) {
    for (const view of job.tasks) {
      const { ports } = view.config;
      const names = declared(view.in, view);
      for (const [index, port] of Array.isArray(ports) && names && mapsPorts(view) ? ports.entries() : []) {
        if (isKnownText(port) && !names?.has(port) && !isReservedByNomad(port)) {
          yield {
            path: `${view.path}.config.ports[${index}]`,
            problem: "notDeclared",
            ...undeclared(port, names as ReadonlySet<string>),
          };
        }
      }
    }
  },
});
