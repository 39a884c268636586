import { effects } from "../check-effects";
import { isKnownText } from "../known";
import { rule } from "../rule";

const USE_CONSUL = 'remove it, or set the provider of the service to "consul"';

/** What only Consul can do. */
export const checkNeedsConsul = rule({
  code: "check-needs-consul",
  level: "error",
  title: 'a check of a service with provider "nomad" wants what only Consul has',
  refusedByNomad: true,
  messages: {
    typeNotSupported: ({ type }: { readonly type: string }) =>
      `Nomad has checks of type "http" and "tcp", got "${type}"; use one of them, or the provider "consul"`,
    noWarningsToIgnore: () => `checks of Nomad have no warnings to ignore; ${USE_CONSUL}`,
    noWarnings: () => `checks of Nomad have no warnings; ${USE_CONSUL}`,
    driverAddress: () => `checks of Nomad do not reach the address of the driver; ${USE_CONSUL}`,
    noThresholds: () => `checks of Nomad do not count results; ${USE_CONSUL}`,
    noServerName: () => `checks of Nomad do not have this field; ${USE_CONSUL}`,
    exposeNeedsMesh: () => `it opens a path of the Consul mesh; ${USE_CONSUL}`,
    noHttpMethod: ({ method }: { readonly method: string }) =>
      `"${method}" is not an HTTP method; use "GET" or another method of HTTP`,
  },
  *check(job) {
    for (const view of job.checks) {
      const { of, check, path } = view;
      if (of.provider !== "nomad") {
        continue;
      }
      if (check.type === "grpc" || check.type === "script") {
        yield {
          path: `${path}.type`,
          problem: "typeNotSupported",
          type: check.type,
        };
      }
      const { onUpdate, ignoreWarnings } = effects(view);
      if (onUpdate === "ignore_warnings") {
        yield { path: `${path}.onUpdate`, problem: "noWarningsToIgnore" };
      }
      if (ignoreWarnings) {
        yield {
          path: `${path}.checkRestart.ignoreWarnings`,
          problem: "noWarnings",
        };
      }
      if (check.addressMode === "driver") {
        yield {
          path: `${path}.addressMode`,
          problem: "driverAddress",
        };
      }
      for (const field of ["successBeforePassing", "failuresBeforeCritical", "failuresBeforeWarning"] as const) {
        if ((check[field] ?? 0) !== 0) {
          yield { path: `${path}.${field}`, problem: "noThresholds" };
        }
      }
      if (check.tlsServerName) {
        yield { path: `${path}.tlsServerName`, problem: "noServerName" };
      }
      if (check.expose === true) {
        yield { path: `${path}.expose`, problem: "exposeNeedsMesh" };
      }
      const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE"];
      if (check.type === "http" && isKnownText(check.method) && !methods.includes(check.method.toUpperCase())) {
        yield {
          path: `${path}.method`,
          problem: "noHttpMethod",
          method: check.method,
        };
      }
    }
  },
});
