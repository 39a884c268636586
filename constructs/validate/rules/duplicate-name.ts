import type { FoundOf } from "../../issue";
import { itemPath } from "../../spec";
import { isKnown } from "../known";
import { rule } from "../rule";

const messages = {
  sameName: ({ what, name }: { readonly what: string; readonly name: string }) =>
    `another ${what} already has the name "${name}"; rename one`,
};

function* doubled(
  list: string,
  what: string,
  names: readonly (string | undefined)[],
): Iterable<FoundOf<typeof messages>> {
  const seen = new Set<string>();
  for (const [index, name] of names.entries()) {
    if (name === undefined || name === "" || !isKnown(name)) {
      continue;
    }
    if (seen.has(name)) {
      yield {
        path: itemPath(list, name, index),
        problem: "sameName",
        what,
        name,
      };
    }
    seen.add(name);
  }
}

/** Names that identify the items of one list. */
export const duplicateName = rule({
  code: "duplicate-name",
  level: "error",
  title: "two groups, tasks, ports, volumes, secrets, actions or checks of one place have the same name",
  refusedByNomad: true,
  messages,
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
