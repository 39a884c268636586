import { isKnownText } from "../known";
import { rule } from "../rule";

/** Names that Consul turns into certificates. */
export const connectNameCase = rule({
  code: "connect-name-case",
  level: "error",
  title: "a service with a sidecar, or its group, has capital letters in its name",
  refusedByNomad: true,
  messages: {
    capitals: ({ name }: { readonly name: string }) =>
      `the Consul mesh accepts only lower case, got "${name}"; use "${name.toLowerCase()}"`,
  },
  *check(job) {
    for (const { in: view, task, service, path } of job.services) {
      if (task || !service.connect?.sidecarService) {
        continue;
      }
      const names = [
        [`${path}.name`, service.name],
        [`${view.path}.name`, view.group.name],
      ] as const;
      for (const [at, name] of names) {
        if (isKnownText(name) && name !== name.toLowerCase()) {
          yield {
            path: at,
            problem: "capitals",
            name,
          };
        }
      }
    }
  },
});
