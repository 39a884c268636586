import { namedPorts, undeclared, undeclaredMessage } from "../declared-ports";
import { rule } from "../rule";

/** Ports that services of a group and their checks name. Nomad accepts such a job, and then no allocation of it starts. */
export const groupPortNotDeclared = rule({
  code: "group-port-not-declared",
  level: "error",
  title: "a service of a group, or its check, names a port that the group does not declare",
  refusedByNomad: false,
  messages: { notDeclared: undeclaredMessage },
  *check(job) {
    for (const { path, port, names, isOfTask } of namedPorts(job)) {
      if (!isOfTask && !/^\d+$/.test(port)) {
        yield { path, problem: "notDeclared", ...undeclared(port, names) };
      }
    }
  },
});
