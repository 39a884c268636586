import { createIssue } from "../constructs/issue";
import type { Duration } from "../constructs/spec";
import { type PatternIssue, routeInvalid } from "./issues";

/**
 * A name, and optionally a path below it, under which an ingress program offers a service.
 *
 * @see docs/how-to/web-service.md
 */
export interface Route {
  /** The DNS name in the request, such as `shop.example.com`. A wildcard is an error. */
  readonly host: string;
  /**
   * The start of the paths that belong to the route, such as `/api`. The service receives the whole path.
   * @default - all paths
   */
  readonly path?: string;
  /**
   * Whether requests are accepted over TLS only. With `false` they are accepted over plain HTTP only.
   * @default true
   */
  readonly tls?: boolean;
  /**
   * Names of middlewares of the ingress program that requests pass, in this order, such as `forward-auth@file`.
   * @default - none
   */
  readonly middlewares?: readonly string[];
}

/**
 * A service with routes, as an ingress program gets it.
 *
 * @see docs/how-to/web-service.md
 */
export interface RoutedService {
  /** The namespace of the job. */
  readonly namespaceName: string;
  /** The name of the service in service discovery. */
  readonly serviceName: string;
  /** Where the service is registered. */
  readonly provider: "consul" | "nomad";
  readonly routes: readonly Route[];
  /** The HTTP check of the service; absent if it has a check of another type. */
  readonly check?: { readonly path: string; readonly interval: Duration; readonly timeout: Duration };
}

/**
 * An ingress program: it reads the routes of a service from the tags in service discovery.
 *
 * @see docs/how-to/web-service.md
 */
export interface IngressProgram {
  /**
   * How long it takes at most until the program sends no more requests to an instance that left service discovery. A service with
   * routes keeps running for this long after Nomad has removed it from service discovery.
   */
  readonly refresh: Duration;
  /** Returns the tags that announce the routes. */
  tags(service: RoutedService): readonly string[];
  /**
   * Takes note of a web service that names the program, so that both are checked together.
   *
   * @param where the namespace and the name of the service's job
   */
  addService?(where: string, service: RoutedService): void;
}

/** What is wrong with routes, whichever program reads them. */
export function routeIssues(routes: readonly Route[]): PatternIssue[] {
  const seen = new Map<string, string>();
  return routes.flatMap((route, index) => {
    const at = `routes[${index}]`;
    const { host, path: value = "/", tls = true, middlewares = [] } = route;
    const key = `${host.toLowerCase()} ${value} ${tls}`;
    const other = seen.get(key);
    seen.set(key, other ?? at);
    return [
      ...(isHost(host) ? [] : [createIssue(routeInvalid, { path: `${at}.host`, problem: "host", host })]),
      ...(isPath(value) ? [] : [createIssue(routeInvalid, { path: `${at}.path`, problem: "path", value })]),
      ...(other === undefined ? [] : [createIssue(routeInvalid, { path: at, problem: "same", host, value, other })]),
      ...middlewares.flatMap((name, place) =>
        isMiddleware(name)
          ? []
          : [
              createIssue(routeInvalid, {
                path: `${at}.middlewares[${place}]`,
                problem: "name",
                name,
                kind: "a middleware",
              }),
            ],
      ),
    ];
  });
}

/** A character beyond these could end the rule of an ingress program and begin another one. */
const isHost = (host: string) =>
  host.length <= 253 && host.split(".").every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(label));

const isPath = (path: string) => /^\/[A-Za-z0-9._~/%-]*$/.test(path);

const isMiddleware = (name: string) => /^[A-Za-z0-9_-]+(@[a-z0-9-]+)?$/.test(name);
