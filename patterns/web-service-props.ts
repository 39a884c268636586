import type { NetworkResource, Port, Service, TaskGroup } from "../constructs/spec";
import type { CheckProps, ContainerDriver, ContainerPort, ContainerProps } from "./container";
import type { PatternProps } from "./job-pattern";
import type { IngressProgram, Route } from "./route";

/**
 * What a {@link WebService} is made of, beside its driver.
 *
 * @see docs/how-to/web-service.md
 */
export interface WebServiceFields
  extends PatternProps,
    ContainerProps,
    Pick<TaskGroup, "ephemeralDisk" | "reschedule" | "restart" | "shutdownDelay" | "spreads" | "update"> {
  /** The port on which the program listens inside of its container, or that port with further fields. */
  readonly port: number | ContainerPort;
  /**
   * The health check: the path of an HTTP request, or a check. Nomad waits for it during an update.
   * @default "/", which has to answer with a status from 200 to 299, within 2 s, every 10 s
   */
  readonly check?: string | CheckProps;
  /**
   * Names under which the ingress program offers the service, over TLS unless a route says otherwise.
   * @default - none; the service is only in service discovery
   */
  readonly routes?: readonly Route[];
  /**
   * The ingress program that reads the routes.
   * @default traefik()
   */
  readonly ingress?: IngressProgram;
  /**
   * Further tags of the service.
   * @default - none
   */
  readonly tags?: readonly string[];
  /**
   * Where the service is registered.
   * @default "nomad"
   */
  readonly provider?: "consul" | "nomad";
  /**
   * The name of the service in service discovery.
   * @default - the name of the job
   */
  readonly serviceName?: string;
  /**
   * How many instances run at the same time.
   * @default - Nomad uses 1
   */
  readonly count?: number;
  /**
   * The port inside of the container on which Prometheus finds metrics. It gets a service of its own: `<name>-metrics` with the tag
   * `metrics`. If it is the number of `port`, the metrics are public as far as the routes are.
   * @default - no metrics
   */
  readonly metricsPort?: number;
  /**
   * The network of the group, without its ports.
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
 * What a {@link WebService} is made of.
 *
 * @see docs/how-to/web-service.md
 */
export type WebServiceProps = WebServiceFields & ContainerDriver;
