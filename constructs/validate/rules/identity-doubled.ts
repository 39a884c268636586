import { defaultIdentity, identityName } from "../identities";
import { rule } from "../rule";

/** Identities of which Nomad keeps the last. */
export const identityDoubled = rule({
  code: "identity-doubled",
  level: "warning",
  title: "a task has two default identities, of which one is lost",
  refusedByNomad: false,
  messages: {
    replaced: ({ last }: { readonly last: number }) =>
      `identities[${last}] replaces it; give one of them a name, or merge them`,
  },
  *check(job) {
    for (const { task, path } of job.tasks) {
      const identities = task.identities ?? [];
      const last = defaultIdentity(identities);
      for (const [index, identity] of identities.entries()) {
        if (identityName(identity) === "default" && index !== last) {
          yield {
            path: `${path}.identities[${index}]`,
            problem: "replaced",
            last,
          };
        }
      }
    }
  },
});
