import { createIssue } from "../../constructs/issue";
import type { Route, RoutedService } from "../route";
import { type IngressIssue, routeNotServed, routeTwice } from "./issues";
import type { Settings } from "./settings";

/** A web service that names an ingress. */
export interface Routed {
  /** The namespace and the name of its job. */
  readonly where: string;
  readonly service: RoutedService;
}

/** A problem of a web service with its ingress. */
export interface RoutedIssue {
  readonly where: string;
  readonly issue: IngressIssue;
}

/** What is wrong between an ingress and the web services that name it. */
export function routedIssues(ingress: string, settings: Settings, all: readonly Routed[]): RoutedIssue[] {
  const encrypted = new Set(all.flatMap(({ service }) => service.routes.filter(isEncrypted).map(hostOf)));
  return [
    ...all.flatMap(({ where, service }) =>
      serviceIssues(ingress, settings, service).map((issue) => ({ where, issue })),
    ),
    ...all.flatMap(({ where, service }) =>
      service.routes.flatMap((route, index) =>
        !isEncrypted(route) && encrypted.has(hostOf(route))
          ? [
              {
                where,
                issue: createIssue(routeNotServed, {
                  path: `routes[${index}]`,
                  problem: "noPlain",
                  ingress,
                  host: route.host,
                }),
              },
            ]
          : [],
      ),
    ),
    ...twice(all),
  ];
}

const isEncrypted = ({ tls = true }: Route) => tls;

const hostOf = ({ host }: Route) => host.toLowerCase();

function serviceIssues(ingress: string, settings: Settings, service: RoutedService): IngressIssue[] {
  const { namespaceName: namespace, provider, routes } = service;
  const { namespaces, provider: read, tls, middlewares } = settings;
  const declared = Object.keys(middlewares);
  return routes.flatMap((route, index) => {
    const { host, middlewares: names = [] } = route;
    return [
      ...(provider === read
        ? []
        : [
            createIssue(routeNotServed, {
              path: `routes[${index}]`,
              problem: "provider",
              ingress,
              got: provider,
              read,
            }),
          ]),
      ...(provider === "nomad" && read === "nomad" && !namespaces.includes(namespace)
        ? [
            createIssue(routeNotServed, {
              path: `routes[${index}]`,
              problem: "namespace",
              ingress,
              namespace,
              namespaces,
            }),
          ]
        : []),
      ...(isEncrypted(route) && tls === undefined
        ? [createIssue(routeNotServed, { path: `routes[${index}]`, problem: "noTls", ingress, host })]
        : []),
      ...names
        .filter((name) => !declared.includes(name))
        .map((name) =>
          createIssue(routeNotServed, { path: `routes[${index}]`, problem: "middleware", ingress, name, declared }),
        ),
    ];
  });
}

/** Routes that two services have: the ingress would take one of them. */
function twice(all: readonly Routed[]): RoutedIssue[] {
  const seen = new Map<string, Routed>();
  return all.flatMap((routed) => {
    const { where, service } = routed;
    return service.routes.flatMap((route, index) => {
      const { host, path: value = "/" } = route;
      const key = `${isEncrypted(route)} ${hostOf(route)} ${value}`;
      const other = seen.get(key);
      seen.set(key, other ?? routed);
      return other === undefined || other === routed
        ? []
        : [
            {
              where,
              issue: createIssue(routeTwice, {
                path: `routes[${index}]`,
                problem: "other",
                host,
                value,
                other: `a route of [${other.where}]`,
              }),
            },
          ];
    });
  });
}
