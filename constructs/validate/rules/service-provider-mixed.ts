import type { ServiceView } from "../job-view";
import { isKnown } from "../known";
import { rule } from "../rule";

/** Service discovery, of which a group uses one. */
export const serviceProviderMixed = rule({
  code: "service-provider-mixed",
  level: "error",
  title: "the services of a group use Consul and Nomad",
  refusedByNomad: true,
  messages: {
    mixed: ({
      provider,
      isDefault,
      other,
    }: {
      readonly provider: string;
      readonly isDefault: boolean;
      readonly other: string;
    }) =>
      `got "${provider}"${isDefault ? ", which is the default" : ""}, another service of the group has "${other}"; use one for the group`,
  },
  *check(job) {
    const first = new Map<string, ServiceView>();
    for (const view of job.services) {
      const before = first.get(view.in.path);
      if (before === undefined) {
        first.set(view.in.path, view);
      } else if (before.provider !== view.provider && isKnown(before.provider) && isKnown(view.provider)) {
        yield {
          path: `${view.path}.provider`,
          problem: "mixed",
          provider: view.provider,
          isDefault: view.service.provider === undefined,
          other: before.provider,
        };
      }
    }
  },
});
