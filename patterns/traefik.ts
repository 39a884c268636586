import { createHash } from "node:crypto";
import type { Duration } from "../constructs/spec";
import { CodedError } from "../errors";
import type { IngressProgram, Route, RoutedService } from "./route";

/**
 * Options of `traefik`: names in the configuration of Traefik that routes refer to.
 *
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/other-providers/nomad/
 */
export interface TraefikOptions {
  /**
   * Entry point of routes with TLS.
   * @default "websecure"
   */
  readonly tlsEntryPoint?: string;
  /**
   * Entry point of routes without TLS.
   * @default "web"
   */
  readonly plainEntryPoint?: string;
  /**
   * Certificate resolver for routes with TLS.
   * @default - Traefik uses a certificate that it has for the host, otherwise its default certificate
   */
  readonly certResolver?: string;
  /**
   * Prefix of the tags, which is the option `prefix` of Traefik's provider.
   * @default "traefik"
   */
  readonly prefix?: string;
  /**
   * Longest time until Traefik notices a change in service discovery: its option `refreshInterval` and some seconds.
   * @default "20s", for Traefik's own default of 15 s
   */
  readonly refresh?: Duration;
}

/**
 * Returns Traefik v3 as an ingress program: it reads the routes of a service from tags. Traefik needs the provider `nomad` (or
 * `consulCatalog` for services in Consul) and the entry points.
 *
 * @example
 * const ingress = traefik({ certResolver: "letsencrypt" });
 *
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/other-providers/nomad/
 * @throws CodedError if a name has a character with a meaning in a tag (`property-invalid`)
 */
export function traefik(options: TraefikOptions = {}): IngressProgram {
  const { refresh = "20s", ...names } = options;
  for (const [option, name] of Object.entries(names)) {
    if (!/^[A-Za-z0-9_-]+$/.test(name)) {
      throw new CodedError(
        "property-invalid",
        `[traefik] ${option}: "${name}" cannot be part of a tag; use letters, digits, "-", and "_"`,
      );
    }
  }
  return { refresh, tags: (service) => traefikTags(service, names) };
}

/** Names of Traefik's configuration that only an {@link Ingress} refers to. */
export interface RouterNames extends Omit<TraefikOptions, "refresh"> {
  /**
   * The middleware that redirects plain requests to the hosts of routes with TLS.
   * @default - the entry point for routes without TLS does that
   */
  readonly redirect?: string;
}

/** Returns the tags that announce routes to Traefik. */
export function traefikTags(service: RoutedService, options: RouterNames): string[] {
  if (service.routes.length === 0) {
    return [];
  }
  const { prefix = "traefik" } = options;
  const name = uniqueName(service, options);
  return [
    `${prefix}.enable=true`,
    ...service.routes.flatMap((route, index) =>
      routerTags(`${prefix}.http.routers.${index === 0 ? name : `${name}_${index + 1}`}`, route, options),
    ),
    ...redirectTags(`${prefix}.http.routers.${name}_plain`, service, options),
    ...healthTags(`${prefix}.http.services.${name}.loadbalancer.healthcheck`, service),
  ];
}

function routerTags(router: string, route: Route, options: RouterNames): string[] {
  const { tlsEntryPoint = "websecure", plainEntryPoint = "web", certResolver } = options;
  const { host, path = "/", tls = true, middlewares = [] } = route;
  const isWhole = path === "/";
  return [
    `${router}.rule=Host(\`${host}\`)${isWhole ? "" : ` && PathPrefix(\`${path}\`)`}`,
    `${router}.entrypoints=${tls ? tlsEntryPoint : plainEntryPoint}`,
    ...(tls ? [`${router}.tls=true`] : []),
    ...(tls && certResolver !== undefined ? [`${router}.tls.certresolver=${certResolver}`] : []),
    ...(middlewares.length > 0 ? [`${router}.middlewares=${middlewares.join(",")}`] : []),
  ];
}

/** Plain requests to a host are redirected whatever their path is, and those to other hosts are not. */
function redirectTags(router: string, { routes }: RoutedService, options: RouterNames): string[] {
  const { plainEntryPoint = "web", redirect } = options;
  const hosts = new Set(routes.filter(({ tls = true }) => tls).map(({ host }) => `Host(\`${host}\`)`));
  return redirect === undefined || hosts.size === 0
    ? []
    : [
        `${router}.rule=${[...hosts].join(" || ")}`,
        `${router}.entrypoints=${plainEntryPoint}`,
        `${router}.middlewares=${redirect}`,
      ];
}

/**
 * Traefik drops a router or a service that two instances describe differently. So the name has the namespace, and a hash of what the
 * tags say: an update that changes the routes has other names, and the old ones work until the last old instance is gone.
 */
function uniqueName(service: RoutedService, options: RouterNames): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([service, options]))
    .digest("hex")
    .slice(0, 6);
  // Neither a namespace nor the name of a service contains "_".
  return [service.namespaceName, service.serviceName, hash].join("_");
}

/**
 * Traefik takes every instance of a Nomad service for healthy (traefik/traefik#12295), so it has to check by itself. From Consul it gets
 * healthy instances only.
 */
function healthTags(prefix: string, { provider, check }: RoutedService): string[] {
  return provider === "nomad" && check !== undefined
    ? [`${prefix}.path=${check.path}`, `${prefix}.interval=${check.interval}`, `${prefix}.timeout=${check.timeout}`]
    : [];
}
