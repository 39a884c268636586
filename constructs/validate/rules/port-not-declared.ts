import { namedPorts, undeclared, undeclaredMessage } from "../declared-ports";
import { rule } from "../rule";

/** Ports that services of a task and their checks name. */
export const portNotDeclared = rule({
  code: "port-not-declared",
  level: "error",
  title: "a service of a task, or its check, names a port that the group does not declare",
  refusedByNomad: true,
  messages: {
    notDeclared: undeclaredMessage,
    numberInContainer: ({ port }: { readonly port: string }) =>
      `the number ${port} is a port inside the container; name a port of the group, or set addressMode to "driver"`,
  },
  *check(job) {
    for (const { path, port, names, addressMode, isOfTask } of namedPorts(job)) {
      if (!isOfTask) {
        continue;
      }
      if (!/^\d+$/.test(port)) {
        yield { path, problem: "notDeclared", ...undeclared(port, names) };
      } else if (addressMode !== "driver") {
        yield { path, problem: "numberInContainer", port };
      }
    }
  },
});
