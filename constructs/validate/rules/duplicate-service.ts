import { isKnown } from "../known";
import { registered } from "../registered-name";
import { rule } from "../rule";

/** Registrations that would take each other's place. */
export const duplicateService = rule({
  code: "duplicate-service",
  level: "error",
  title: "two services of one group or task have the same name and port",
  refusedByNomad: true,
  messages: {
    sameService: ({ name, port }: { readonly name: string; readonly port: string | undefined }) =>
      `another service already has the name "${name}"${port ? ` on port "${port}"` : ""}; give it another name or port`,
  },
  *check(job) {
    const seen = new Set<string>();
    for (const view of job.services) {
      const name = registered(job.spec.name, view);
      const { service, in: group, task, path } = view;
      const key = JSON.stringify([group.path, task?.path, name, service.port ?? ""]);
      if (isKnown(name) && isKnown(service.port) && seen.has(key)) {
        yield {
          path,
          problem: "sameService",
          name,
          port: service.port,
        };
      }
      seen.add(key);
    }
  },
});
