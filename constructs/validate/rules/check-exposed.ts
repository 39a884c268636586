import { isKnown } from "../known";
import { rule } from "../rule";
import { hasStaticPort } from "../static-port";

/** Checks that go around the mesh. */
export const checkExposed = rule({
  code: "check-exposed",
  level: "error",
  title: "a check is exposed where no sidecar could let it through",
  refusedByNomad: true,
  messages: {
    serviceOfTask: () => "only services of a group have it; move the service to the group, or remove it",
    noSidecar: () => "the service has no sidecar; add connect.sidecarService, or remove it",
    wrongType: ({ type }: { readonly type: string }) => `only http and grpc checks have it, got "${type}"; remove it`,
    portNotNumber: ({ port }: { readonly port: string }) =>
      `an exposed check needs the number of the port where the service listens, got "${port}"; write the number, for example "80"`,
  },
  *check(job) {
    for (const { of, check, path } of job.checks) {
      const { port = "" } = of.service;
      if (check.expose !== true || of.provider !== "consul") {
        continue;
      }
      if (of.task) {
        yield {
          path: `${path}.expose`,
          problem: "serviceOfTask",
        };
      } else if (!of.service.connect?.sidecarService) {
        yield {
          path: `${path}.expose`,
          problem: "noSidecar",
        };
      } else if (check.type !== "http" && check.type !== "grpc") {
        yield { path: `${path}.expose`, problem: "wrongType", type: check.type };
      } else if (
        check.path?.startsWith("/") &&
        isKnown(port) &&
        !/^0*[1-9]\d*$/.test(port) &&
        !hasStaticPort(of.in, port)
      ) {
        yield {
          path: `${of.path}.port`,
          problem: "portNotNumber",
          port,
        };
      }
    }
  },
});
