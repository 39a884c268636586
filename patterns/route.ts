import type { Construct } from "constructs";
import { createIssue } from "../constructs/issue";
import type { Duration } from "../constructs/spec";
import { type PatternIssue, routeInvalid } from "./issues";

/**
 * A host name, and optionally a path prefix, under which an ingress program serves a service.
 *
 * @see docs/how-to/web-service.md
 */
export interface Route {
  /** Host name of the requests, such as `shop.example.com`. A wildcard is an error. */
  readonly host: string;
  /**
   * Prefix of the paths of the route, such as `/api`. The service receives the whole path.
   * @default - all paths
   */
  readonly path?: string;
  /**
   * Whether the route is for HTTPS only. With `false`, it is for plain HTTP only.
   * @default true
   */
  readonly tls?: boolean;
  /**
   * Names of the middlewares of the ingress program, in the order in which a request passes them, such as `forward-auth@file`.
   * @default - none
   */
  readonly middlewares?: readonly string[];
}

/**
 * A service with routes: the input of an ingress program.
 *
 * @see docs/how-to/web-service.md
 */
export interface RoutedService {
  /** Name of the job's namespace. */
  readonly namespaceName: string;
  /** Name of the service in service discovery. */
  readonly serviceName: string;
  /** Service discovery in which Nomad registers the service. */
  readonly provider: "consul" | "nomad";
  /** Routes to the service. */
  readonly routes: readonly Route[];
  /** The HTTP check of the service. @default - none; the service has no check, or one of another type */
  readonly check?: {
    /** Path of the request. */
    readonly path: string;
    /** Time between two requests. */
    readonly interval: Duration;
    /** Longest wait for an answer. */
    readonly timeout: Duration;
  };
}

/**
 * An ingress program that reads the routes of a service from its tags in service discovery.
 *
 * @see docs/how-to/web-service.md
 */
export interface IngressProgram {
  /**
   * Longest time until the program sends no more requests to an instance that left service discovery. An instance of a service with routes
   * keeps running for this time after Nomad has removed it from service discovery.
   */
  readonly refresh: Duration;
  /** Returns the tags of the service with which the program finds its routes. */
  tags(service: RoutedService): readonly string[];
  /**
   * Adds a web service with this program as its `ingress`, so that the synthesis checks both together.
   *
   * @param where the namespace and the ID of the service's job, such as `default/shop`
   * @param service the service
   * @param scope the construct of the service, for what the program needs for its routes
   */
  addService?(where: string, service: RoutedService, scope: Construct): void;
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
