import { isKnown } from "../known";
import { registered } from "../registered-name";
import { rule } from "../rule";

const LABEL = /^([a-z0-9]|[a-z0-9][a-z0-9-]{0,61}[a-z0-9])$/i;

const USE_LABEL = "use letters, digits and dashes within, at most 63";

/** Names in service discovery, which are DNS labels. */
export const serviceName = rule({
  code: "service-name",
  level: "error",
  title: "the name of a service is no DNS label",
  refusedByNomad: true,
  messages: {
    noLabel: ({ name, close }: { readonly name: string; readonly close: string }) =>
      `"${name}" is not a DNS label; ${USE_LABEL}${LABEL.test(close) ? `, for example "${close}"` : ""}`,
    defaultNoLabel: ({ name }: { readonly name: string }) =>
      `without a name Nomad registers "${name}", which is not a DNS label; set a name, ${USE_LABEL}`,
  },
  *check(job) {
    for (const view of job.services) {
      const name = registered(job.spec.name, view);
      if (!isKnown(name) || LABEL.test(name)) {
        continue;
      }
      const path = `${view.path}.name`;
      if (view.service.name) {
        const close = name.replace(/[^a-z0-9]+/gi, "-").replace(/^-+|-+$/g, "");
        yield { path, problem: "noLabel", name, close };
      } else {
        yield {
          path,
          problem: "defaultNoLabel",
          name,
        };
      }
    }
  },
});
