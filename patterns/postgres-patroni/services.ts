import type { Service, ServiceCheck } from "../../constructs/spec";

/** The label of the port of Patroni's REST API. The configuration reads it by this name. */
export const REST_PORT = "patroni";

/**
 * Returns the services of a server with several instances. Only the primary passes the check of the first one, so that the DNS of Consul
 * has its address alone; replicas pass that of the second one. The check of the third one decides whether an update continues.
 *
 * @param name the name of the service
 * @param port the label of the server's port
 * @see https://patroni.readthedocs.io/en/latest/rest_api.html#health-check-endpoints
 */
export function instanceServices(name: string, port: string): Service[] {
  const check = (path: string, more: Partial<ServiceCheck>): ServiceCheck => ({
    type: "http",
    port: REST_PORT,
    path,
    interval: "2s",
    timeout: "2s",
    ...more,
  });
  const service = (suffix: string, checks: readonly ServiceCheck[]): Service => ({
    provider: "consul",
    name: `${name}${suffix}`,
    port,
    checks,
  });
  return [
    service("", [check("/primary", { onUpdate: "ignore" })]),
    service("-replica", [check("/replica", { onUpdate: "ignore" })]),
    service("-instance", [check("/readiness", { interval: "10s", timeout: "5s" })]),
  ];
}
