import { formatDuration } from "../../spec";
import { nanoseconds, SECOND } from "../duration";
import type { CheckView } from "../job-view";
import { isKnown, isKnownText } from "../known";
import { rule } from "../rule";

const NEEDS_PORT = ["http", "tcp", "grpc"];

/** What a check connects to. */
export const checkWithoutPort = rule({
  code: "check-without-port",
  level: "error",
  title: "a check needs a port, and neither it nor its service names one",
  refusedByNomad: true,
  *check(job) {
    for (const { of, check, path } of job.checks) {
      // Nomad makes a port for an exposed check of the mesh
      const made = check.expose === true && of.service.connect?.sidecarService !== undefined;
      if (NEEDS_PORT.includes(check.type) && !check.port && !of.service.port && !made) {
        yield {
          path: `${path}.port`,
          message: `a ${check.type} check needs a port; set port on the check or its service`,
        };
      }
    }
  },
});

/** What a check does and when. */
export const checkIncomplete = rule({
  code: "check-incomplete",
  level: "error",
  title: "a check lacks its path, its command or a time of at least one second",
  refusedByNomad: true,
  *check(job) {
    for (const { check, path } of job.checks) {
      if (check.type === "http" && !check.path) {
        yield { path: `${path}.path`, message: 'an http check requests a path; set it, as "/"' };
      } else if (check.type === "http" && /^[a-z][a-z0-9+.-]*:/i.test(check.path ?? "")) {
        yield { path: `${path}.path`, message: `"${check.path}" is a whole address; write only the path, as "/"` };
      }
      if (check.type === "http" && /^[^?#]*%(?![0-9a-f]{2})/i.test(check.path ?? "") && isKnown(check.path)) {
        yield {
          path: `${path}.path`,
          message: `"${check.path}" has a "%" without two hex digits; write "%25" for the sign itself`,
        };
      }
      if (check.type === "script" && !check.command) {
        yield { path: `${path}.command`, message: "a script check runs a command; set it" };
      }
      for (const field of ["interval", "timeout"] as const) {
        const time = nanoseconds(check[field]);
        if (check[field] === undefined) {
          yield { path: `${path}.${field}`, message: "it is missing; use 1s or more" };
        } else if (time !== undefined && time < SECOND) {
          yield { path: `${path}.${field}`, message: `got ${formatDuration(time)}; use 1s or more` };
        }
      }
    }
  },
});

/** What applies to a check, which takes over what its service says. */
function effects({ of, check }: CheckView) {
  return {
    onUpdate: check.onUpdate ?? of.service.onUpdate,
    restart: check.checkRestart ?? of.service.checkRestart,
    ignoreWarnings: check.checkRestart?.ignoreWarnings === true || of.service.checkRestart?.ignoreWarnings === true,
  };
}

/** What only Consul can do. */
export const checkNeedsConsul = rule({
  code: "check-needs-consul",
  level: "error",
  title: 'a check of a service with provider "nomad" wants what only Consul has',
  refusedByNomad: true,
  *check(job) {
    for (const view of job.checks) {
      const { of, check, path } = view;
      if (of.provider !== "nomad") {
        continue;
      }
      const mend = 'remove it, or set the provider of the service to "consul"';
      if (check.type === "grpc" || check.type === "script") {
        yield {
          path: `${path}.type`,
          message: `Nomad itself has checks of type "http" and "tcp", got "${check.type}"; use one of them, or the provider "consul"`,
        };
      }
      const { onUpdate, ignoreWarnings } = effects(view);
      if (onUpdate === "ignore_warnings") {
        yield { path: `${path}.onUpdate`, message: `checks of Nomad itself have no warnings to ignore; ${mend}` };
      }
      if (ignoreWarnings) {
        yield {
          path: `${path}.checkRestart.ignoreWarnings`,
          message: `checks of Nomad itself have no warnings; ${mend}`,
        };
      }
      if (check.addressMode === "driver") {
        yield {
          path: `${path}.addressMode`,
          message: `checks of Nomad itself do not reach the driver's address; ${mend}`,
        };
      }
      for (const field of ["successBeforePassing", "failuresBeforeCritical", "failuresBeforeWarning"] as const) {
        if ((check[field] ?? 0) !== 0) {
          yield { path: `${path}.${field}`, message: `checks of Nomad itself do not count; ${mend}` };
        }
      }
      if (check.tlsServerName) {
        yield { path: `${path}.tlsServerName`, message: `checks of Nomad itself do not have it; ${mend}` };
      }
      if (check.expose === true) {
        yield { path: `${path}.expose`, message: `it opens a path of the Consul mesh; ${mend}` };
      }
      const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE"];
      if (check.type === "http" && isKnownText(check.method) && !methods.includes(check.method.toUpperCase())) {
        yield {
          path: `${path}.method`,
          message: `"${check.method}" is no HTTP method; use "GET" or another of HTTP's`,
        };
      }
    }
  },
});

/** Counting of results, which scripts do not have. */
export const checkThreshold = rule({
  code: "check-threshold",
  level: "error",
  title: "a script check counts its results",
  refusedByNomad: true,
  *check(job) {
    for (const { of, check, path } of job.checks) {
      for (const field of ["successBeforePassing", "failuresBeforeCritical", "failuresBeforeWarning"] as const) {
        if (of.provider === "consul" && check.type === "script" && (check[field] ?? 0) > 0) {
          yield { path: `${path}.${field}`, message: "it is for http, tcp and grpc checks; remove it" };
        }
      }
    }
  },
});

/** A failing check that restarts the task but is nothing to a deployment. */
export const checkRestartIgnored = rule({
  code: "check-restart-ignored",
  level: "error",
  title: "a check restarts its task and does not count in a deployment",
  refusedByNomad: true,
  *check(job) {
    for (const view of job.checks) {
      const { onUpdate, restart, ignoreWarnings } = effects(view);
      if (!restart || !isKnown(onUpdate)) {
        continue;
      }
      if (onUpdate === "ignore") {
        yield {
          path: `${view.path}.onUpdate`,
          message: '"ignore" lets a deployment pass that checkRestart then restarts for ever; remove one of them',
        };
      } else if (onUpdate === "ignore_warnings" && !ignoreWarnings && view.of.provider === "consul") {
        yield {
          path: `${view.path}.onUpdate`,
          message: '"ignore_warnings" needs ignoreWarnings in checkRestart as well; set it to true',
        };
      }
    }
  },
});
