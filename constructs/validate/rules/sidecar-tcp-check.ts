import { rule } from "../rule";

/** Checks that see the proxy and not the service. */
export const sidecarTcpCheck = rule({
  code: "sidecar-tcp-check",
  level: "error",
  title: "a service with a sidecar has a tcp check",
  refusedByNomad: true,
  messages: {
    tcpCheck: () => "a tcp check cannot reach behind the sidecar; use an http or grpc check with expose",
  },
  *check(job) {
    for (const { of, check, path } of job.checks) {
      if (of.provider === "consul" && check.type === "tcp" && of.service.connect?.sidecarService) {
        yield {
          path: `${path}.type`,
          problem: "tcpCheck",
        };
      }
    }
  },
});
