import { isKnownNumber } from "../known";
import { rule } from "../rule";

const GREATEST = 65_535;

/** Numbers that are no port. */
export const portOutOfRange = rule({
  code: "port-out-of-range",
  level: "error",
  title: "a number is no port",
  refusedByNomad: true,
  messages: {
    static: ({ port }: { readonly port: number | undefined }) => `got ${port}; use 1 to ${GREATEST}`,
    to: ({ port }: { readonly port: number | undefined }) =>
      `got ${port}; use 1 to ${GREATEST}, or -1 for the same port as on the node`,
  },
  *check(job) {
    for (const { group, path } of job.groups) {
      for (const { name, static: fixed, to } of group.network?.ports ?? []) {
        if (isKnownNumber(fixed) && (fixed < 0 || fixed > GREATEST)) {
          yield { path: `${path}.network.ports.${name}.static`, problem: "static", port: fixed };
        }
        if (isKnownNumber(to) && (to < -1 || to > GREATEST)) {
          yield {
            path: `${path}.network.ports.${name}.to`,
            problem: "to",
            port: to,
          };
        }
      }
    }
  },
});
