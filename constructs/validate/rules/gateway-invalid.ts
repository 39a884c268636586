import { isKnown } from "../known";
import { rule } from "../rule";

/** Settings of a gateway. */
export const gatewayInvalid = rule({
  code: "gateway-invalid",
  level: "error",
  title: "a gateway of the Consul mesh leads nowhere",
  refusedByNomad: true,
  messages: {
    meshWithoutPort: () => "other datacenters reach a mesh gateway at the port of its service; set it",
    noListener: () => "it is empty; add a listener",
    badPort: ({ port }: { readonly port: number | undefined }) => `got ${port ?? "none"}; use 1 to 65535`,
    noService: () => "it is empty; add a service",
    noServiceName: () => "it is empty; name a service",
    tcpWildcard: () => 'a tcp listener leads to one service, got "*"; name it',
    tcpHosts: () => "a tcp listener does not see host names; remove them",
    wildcardHosts: () => 'the service "*" cannot have hosts; remove them, or name services',
    noAuthority: () => "certFile, keyFile and sni need the certificate authority to trust; set it",
    halfCertificate: () => "certFile and keyFile belong together; set both or neither",
  },
  *check(job) {
    for (const { task, service, path } of job.services) {
      const gateway = service.connect?.gateway;
      if (task || !gateway) {
        continue;
      }
      const at = `${path}.connect.gateway`;
      if (gateway.mesh && !service.port) {
        yield {
          path: `${path}.port`,
          problem: "meshWithoutPort",
        };
      }
      if (gateway.ingress && (gateway.ingress.listeners ?? []).length === 0) {
        yield { path: `${at}.ingress.listeners`, problem: "noListener" };
      }
      for (const [index, listener] of (gateway.ingress?.listeners ?? []).entries()) {
        const where = `${at}.ingress.listeners[${index}]`;
        if (listener.port === undefined || (isKnown(listener.port) && listener.port <= 0)) {
          yield { path: `${where}.port`, problem: "badPort", port: listener.port };
        }
        if ((listener.services ?? []).length === 0) {
          yield { path: `${where}.services`, problem: "noService" };
        }
        for (const [place, { name, hosts }] of (listener.services ?? []).entries()) {
          if (!name) {
            yield { path: `${where}.services[${place}].name`, problem: "noServiceName" };
          } else if (listener.protocol === undefined || listener.protocol === "tcp") {
            if (name === "*") {
              yield {
                path: `${where}.services[${place}].name`,
                problem: "tcpWildcard",
              };
            }
            if ((hosts ?? []).length > 0) {
              yield {
                path: `${where}.services[${place}].hosts`,
                problem: "tcpHosts",
              };
            }
          } else if (name === "*" && (hosts ?? []).length > 0) {
            yield {
              path: `${where}.services[${place}].hosts`,
              problem: "wildcardHosts",
            };
          }
        }
      }
      if (gateway.terminating && (gateway.terminating.services ?? []).length === 0) {
        yield { path: `${at}.terminating.services`, problem: "noService" };
      }
      for (const [index, { name, caFile, certFile, keyFile, sni }] of (gateway.terminating?.services ?? []).entries()) {
        const where = `${at}.terminating.services[${index}]`;
        if (!name) {
          yield { path: `${where}.name`, problem: "noServiceName" };
        }
        if ((certFile || keyFile || sni) && !caFile) {
          yield { path: `${where}.caFile`, problem: "noAuthority" };
        }
        if (Boolean(certFile) !== Boolean(keyFile)) {
          yield { path: `${where}.keyFile`, problem: "halfCertificate" };
        }
      }
    }
  },
});
