import { itemPath } from "../../spec";
import { isKnown } from "../known";
import { type Finding, rule } from "../rule";

/** A job must have an id that fits into addresses and URLs. */
export const jobId = rule({
  code: "job-id",
  level: "error",
  title: "the id of a job is empty or holds a space",
  refusedByNomad: true,
  *check({ spec }) {
    const field = spec.id === undefined ? "name" : "id";
    const id = spec.id ?? spec.name;
    if (id === "") {
      yield { path: field, message: "it is empty; give the job a name" };
    } else if (typeof id === "string" && isKnown(id) && /[ \0]/.test(id)) {
      yield { path: field, message: `${JSON.stringify(id)} holds a space, which no job id may; use "-" in its place` };
    }
  },
});

/** Names that become directories on the node. */
export const nameInvalid = rule({
  code: "name-invalid",
  level: "error",
  title: "a group or task has a name that Nomad cannot use",
  refusedByNomad: true,
  *check(job) {
    for (const { group, path } of job.groups) {
      if (group.name === "") {
        yield { path: `${path}.name`, message: "it is empty; give the group a name" };
      }
    }
    for (const { task, path } of job.tasks) {
      if (task.name === "") {
        yield { path: `${path}.name`, message: "it is empty; give the task a name" };
      } else if (task.name === "alloc") {
        yield {
          path: `${path}.name`,
          message: '"alloc" is the name of the directory that all tasks share; choose another',
        };
      } else if (/[/\\\0]/.test(task.name) && isKnown(task.name)) {
        const got = JSON.stringify(task.name);
        yield {
          path: `${path}.name`,
          message: `${got} holds a slash, and the name becomes a directory; use "-" in its place`,
        };
      }
    }
  },
});

function* doubled(list: string, what: string, names: readonly (string | undefined)[]): Iterable<Finding> {
  const seen = new Set<string>();
  for (const [index, name] of names.entries()) {
    if (name === undefined || name === "" || !isKnown(name)) {
      continue;
    }
    if (seen.has(name)) {
      yield {
        path: itemPath(list, name, index),
        message: `another ${what} has the name "${name}" already; rename one`,
      };
    }
    seen.add(name);
  }
}

/** Names that tell the items of one list apart. */
export const duplicateName = rule({
  code: "duplicate-name",
  level: "error",
  title: "two groups, tasks, ports, volumes, secrets, actions or checks of one place have the same name",
  refusedByNomad: true,
  *check(job) {
    const names = (list: readonly { readonly name?: string }[] | undefined) => (list ?? []).map(({ name }) => name);
    yield* doubled("groups", "group of the job", names(job.spec.groups));
    for (const { group, path } of job.groups) {
      yield* doubled(`${path}.tasks`, "task of the group", names(group.tasks));
      yield* doubled(`${path}.network.ports`, "port of the group", names(group.network?.ports));
      yield* doubled(`${path}.volumes`, "volume of the group", names(group.volumes));
    }
    for (const { task, path } of job.tasks) {
      yield* doubled(`${path}.secrets`, "secret of the task", names(task.secrets));
      yield* doubled(`${path}.actions`, "action of the task", names(task.actions));
    }
    for (const { task, service, path } of job.services) {
      if (task) {
        // Nomad names a check after its service, so of a task's service only one may go without a name
        const checks = (service.checks ?? []).map(({ name }) => name || "(unnamed)");
        yield* doubled(`${path}.checks`, "check of the service", checks);
      }
    }
  },
});
