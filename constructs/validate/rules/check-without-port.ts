import { rule } from "../rule";

const NEEDS_PORT = ["http", "tcp", "grpc"];

/** What a check connects to. */
export const checkWithoutPort = rule({
  code: "check-without-port",
  level: "error",
  title: "a check needs a port, and neither it nor its service names one",
  refusedByNomad: true,
  messages: {
    noPort: ({ type }: { readonly type: string }) =>
      `a ${type} check needs a port; set port on the check or on its service`,
  },
  *check(job) {
    for (const { of, check, path } of job.checks) {
      // Nomad makes a port for an exposed check of the mesh
      const hasOwnPort = check.expose === true && of.service.connect?.sidecarService !== undefined;
      if (NEEDS_PORT.includes(check.type) && !check.port && !of.service.port && !hasOwnPort) {
        yield {
          path: `${path}.port`,
          problem: "noPort",
          type: check.type,
        };
      }
    }
  },
});
