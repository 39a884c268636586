import type { NetworkResource, Port, Service, TaskGroup } from "../constructs/spec";
import type { CheckProps, ContainerDriver, ContainerPort, ContainerProps } from "./container";
import type { PatternProps } from "./job-pattern";
import type { IngressProgram, Route } from "./route";

/**
 * Properties of a {@link WebService}, except those of its driver.
 *
 * @see docs/how-to/web-service.md
 */
export interface WebServiceFields
  extends PatternProps,
    ContainerProps,
    Pick<TaskGroup, "ephemeralDisk" | "reschedule" | "restart" | "shutdownDelay" | "spreads" | "update"> {
  /** Port on which the program listens inside of its container, or that port with further fields. */
  readonly port: number | ContainerPort;
  /**
   * Health check: the path of an HTTP request, or a check. Nomad waits for it during an update.
   * @default "/", which must answer with a status from 200 to 299, within 2 s, every 10 s
   */
  readonly check?: string | CheckProps;
  /**
   * Host names and paths under which the ingress program serves the service. A route has TLS unless it sets `tls: false`.
   * @default - none; the service is only in service discovery
   */
  readonly routes?: readonly Route[];
  /**
   * Ingress program that reads the routes.
   * @default traefik()
   */
  readonly ingress?: IngressProgram;
  /**
   * Further tags of the service.
   * @default - none
   */
  readonly tags?: readonly string[];
  /**
   * Service discovery in which Nomad registers the service.
   * @default "nomad"
   */
  readonly provider?: "consul" | "nomad";
  /**
   * Name of the service in service discovery.
   * @default - the name of the job
   */
  readonly serviceName?: string;
  /**
   * Number of instances.
   * @default - Nomad uses 1
   */
  readonly count?: number;
  /**
   * Port inside of the container with metrics for Prometheus. The port has a service of its own, `<name>-metrics`, with the tag `metrics`.
   * If it is the number of `port`, the routes of the service also serve the metrics.
   * @default - no metrics
   */
  readonly metricsPort?: number;
  /**
   * Network of the group, without its ports.
   * @default - the mode `bridge`, which needs the CNI plugins on the nodes; Nomad's own default if `config` sets the network of the
   * container, such as `networkMode` or `dnsServers`
   */
  readonly network?: Omit<NetworkResource, "ports">;
  /**
   * Further ports.
   * @default - none
   */
  readonly ports?: readonly Port[];
  /**
   * Further services of the group.
   * @default - none
   */
  readonly services?: readonly Service[];
}

/**
 * Properties of a {@link WebService}.
 *
 * @see docs/how-to/web-service.md
 */
export type WebServiceProps = WebServiceFields & ContainerDriver;
