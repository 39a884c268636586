import { isKnown } from "../known";
import { rule } from "../rule";

/** Names that become directories on the node. */
export const nameInvalid = rule({
  code: "name-invalid",
  level: "error",
  title: "a group or task has a name that Nomad cannot use",
  refusedByNomad: true,
  messages: {
    emptyGroup: () => "it is empty; give the group a name",
    emptyTask: () => "it is empty; give the task a name",
    reserved: () => '"alloc" is the name of the directory that all tasks share; choose another name',
    slash: ({ name }: { readonly name: string }) =>
      `${JSON.stringify(name)} has a slash, and the name becomes a directory; use "-" instead`,
  },
  *check(job) {
    for (const { group, path } of job.groups) {
      if (group.name === "") {
        yield { path: `${path}.name`, problem: "emptyGroup" };
      }
    }
    for (const { task, path } of job.tasks) {
      if (task.name === "") {
        yield { path: `${path}.name`, problem: "emptyTask" };
      } else if (task.name === "alloc") {
        yield {
          path: `${path}.name`,
          problem: "reserved",
        };
      } else if (/[/\\\0]/.test(task.name) && isKnown(task.name)) {
        yield {
          path: `${path}.name`,
          problem: "slash",
          name: task.name,
        };
      }
    }
  },
});
