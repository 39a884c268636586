import { rule } from "../rule";

/** What a service is in the mesh. */
export const connectKind = rule({
  code: "connect-kind",
  level: "error",
  title: "connect does not say one of native, sidecarService and gateway",
  refusedByNomad: true,
  messages: {
    notOneKind: ({ kinds }: { readonly kinds: readonly string[] }) =>
      `write one of native, sidecarService and gateway, got ${kinds.join(" and ") || "none"}`,
    notOneGateway: ({ gateways }: { readonly gateways: readonly string[] }) =>
      `write one of ingress, terminating and mesh, got ${gateways.join(" and ") || "none"}`,
  },
  *check(job) {
    for (const { service, provider, path } of job.services) {
      const { connect } = service;
      if (connect === undefined || provider !== "consul") {
        continue;
      }
      const kinds = [
        ...(connect.native === true ? ["native"] : []),
        ...(connect.sidecarService ? ["sidecarService"] : []),
        ...(connect.gateway ? ["gateway"] : []),
      ];
      if (kinds.length !== 1) {
        yield { path: `${path}.connect`, problem: "notOneKind", kinds };
      }
      const gateways = connect.gateway
        ? (["ingress", "terminating", "mesh"] as const).filter((kind) => connect.gateway?.[kind])
        : [];
      if (connect.gateway && gateways.length !== 1) {
        yield { path: `${path}.connect.gateway`, problem: "notOneGateway", gateways };
      }
    }
  },
});
