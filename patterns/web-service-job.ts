import type { Port, Service, UpdateStrategy } from "../constructs/spec";
import { checkIssues, checkOf, containerIssues, containerTask, networkOf, portOf } from "./container";
import { type BuiltJob, jobFields, namespaceNameOf } from "./job-pattern";
import type { RoutedService } from "./route";
import { routeIssues } from "./route";
import { traefik } from "./traefik";
import { isWritten, volumeParts, writerIssues } from "./volumes";
import type { WebServiceProps } from "./web-service-props";

/** Returns the job of a web service, and what is wrong with its props. The function is pure. */
export function webServiceJob(props: WebServiceProps): BuiltJob {
  const { name, count, ephemeralDisk, network, reschedule, restart, secrets, spreads, tasks = [] } = props;
  const { volumes } = volumeParts(props.volumes ?? []);
  const [main, ports] = portsOf(props);
  const update = updateOf(props, ports);
  const routed = routedService(props);
  const ingress = props.ingress ?? traefik();
  const hasRoutes = routed.routes.length > 0;
  return {
    job: {
      ...jobFields(props),
      groups: [
        {
          name: "web",
          ...(count !== undefined && { count }),
          network: networkOf(network, ports, props),
          services: services(props, main, [...ingress.tags(routed), ...(props.tags ?? [])]),
          ...(volumes.length > 0 && { volumes }),
          update,
          ...(restart && { restart }),
          ...(reschedule && { reschedule }),
          ...(spreads && { spreads }),
          ...(ephemeralDisk && { ephemeralDisk }),
          // The ingress program notices later than Nomad that an instance is about to stop.
          shutdownDelay: props.shutdownDelay ?? (hasRoutes ? ingress.refresh : "5s"),
          tasks: [
            containerTask(
              name,
              namespaceNameOf(props),
              props,
              ports.map((port) => port.name),
            ),
            ...tasks,
          ],
        },
      ],
    },
    issues: [
      ...routeIssues(routed.routes),
      ...checkIssues(props.check),
      ...containerIssues(name, props),
      ...writerIssues(props.volumes ?? [], update.canary ?? 0),
    ],
    secrets,
  };
}

/** The port of the service, and all ports. */
function portsOf({ port, metricsPort, ports = [] }: WebServiceProps): readonly [main: Port, all: readonly Port[]] {
  const main = portOf(port);
  const isOwn = metricsPort !== undefined && metricsPort !== main.to;
  return [main, [main, ...(isOwn ? [{ name: "metrics", to: metricsPort }] : []), ...ports]];
}

/** The service as an ingress program gets it. */
export function routedService(props: WebServiceProps): RoutedService {
  const { name, serviceName = name, provider = "nomad", routes = [], check = "/" } = props;
  const { type, path = "/", interval, timeout } = checkOf(check);
  return {
    namespaceName: namespaceNameOf(props),
    serviceName,
    provider,
    routes,
    ...(type === "http" && { check: { path, interval, timeout } }),
  };
}

function services(props: WebServiceProps, main: Port, tags: readonly string[]): Service[] {
  const { name, serviceName = name, provider = "nomad", check = "/", metricsPort, services: further = [] } = props;
  return [
    { provider, name: serviceName, port: main.name, ...(tags.length > 0 && { tags }), checks: [checkOf(check)] },
    ...(metricsPort === undefined
      ? []
      : [
          {
            provider,
            name: `${serviceName}-metrics`,
            port: metricsPort === main.to ? main.name : "metrics",
            tags: ["metrics"],
          },
        ]),
    ...further,
  ];
}

/**
 * Without anything that two allocations cannot share, the new allocation starts and is healthy before the old one stops, so that an
 * update interrupts nothing. Otherwise the old one stops first.
 */
function updateOf(props: WebServiceProps, ports: readonly Port[]): UpdateStrategy {
  const { update = {}, volumes = [], config = {} } = props;
  const isShared = ports.every((port) => port.static === undefined) && !volumes.some(isWritten) && !writesNode(config);
  const canary = update.canary ?? (isShared ? 1 : 0);
  return {
    // Three checks in a row: a program that crashes after some seconds is not healthy.
    minHealthyTime: "30s",
    autoRevert: true,
    ...(canary > 0 && { canary, autoPromote: true }),
    ...update,
  };
}

/** Whether a container mounts files of the node that it can change. */
function writesNode(config: { readonly volumes?: readonly string[]; readonly mounts?: unknown }): boolean {
  const volumes = (config.volumes ?? []).some((volume) => /^\/[^:]*:[^:]*(:(?!.*\bro\b).*)?$/.test(volume));
  const mounts = Array.isArray(config.mounts) ? config.mounts : [];
  return volumes || mounts.some(({ source = "", readonly }) => String(source).startsWith("/") && readonly !== true);
}
