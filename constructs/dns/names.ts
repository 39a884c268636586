import type { Corefile, Plugin, ServerBlock, ServeStale } from "./corefile";
import { startOfAuthority } from "./zone";

/** What decides on the Corefile of a name server for Nomad's services. */
export interface Names {
  /** The domain with its final dot. */
  readonly domain: string;
  /** Namespaces whose services have the names `<service>.<namespace>.<domain>`. */
  readonly namespaces: readonly string[];
  /** The namespace of the services that have the names `<service>.<domain>`. */
  readonly defaultNamespace: string;
  /** Where CoreDNS asks Nomad. */
  readonly nomadAddress: string;
  readonly zoneFile: string;
  /** Addresses to listen on. */
  readonly bind: readonly string[];
  readonly port: number;
  /** Where `health` answers. */
  readonly healthAddress: string;
  /** @default - no metrics */
  readonly metricsAddress?: string;
  /** Name servers for all other domains; with none, other domains are refused. */
  readonly upstreams: readonly string[];
  /** Seconds for which an answer may be kept by those who asked. */
  readonly ttl: number;
  /** Seconds for which an answer is kept here at most. */
  readonly cache: number;
  /** The list of the names of routes, as an expression; the zone file has their addresses. @default - none */
  readonly routeNames?: string;
}

/**
 * When an answer that is out of date is still given. A Nomad agent whose server has lost its power gives up on it only after
 * 10 s, and says of all names meanwhile that they cannot be known; the time is longer than that.
 */
const STALE: ServeStale = { duration: "15s", verifyTimeout: "200ms" };

/** The zone that the `nomad` plugin answers for; nobody outside ever sees it. */
const CATALOGUE = "service.nomad";

/** The name of the server's own address, from its zone file. */
export const serverName = (domain: string) => `ns.${domain}`;

/**
 * A name that exists as little as its service. CoreDNS says so only after asking Nomad: when Nomad cannot be asked, or refuses,
 * it answers with an empty success or a failure instead. That shows whether the names can be known.
 */
export const probeName = (domain: string) => `nomad.${serverName(domain)}`;

/**
 * The Corefile of a name server for Nomad's services.
 *
 * A name is rewritten to one of the catalog only if it has one of the two forms, with a namespace that is listed. What is not
 * rewritten is a matter of the zone file, which does not know it. So a namespace that is not listed does not exist, although
 * Nomad lets any workload read the services of all.
 */
export function corefile(names: Names): Corefile {
  const { domain, port } = names;
  const listen: Plugin = { plugin: "bind", addresses: names.bind };
  const server = (zone: string, plugins: readonly Plugin[]): ServerBlock => ({
    zones: [zone],
    port,
    plugins: [listen, ...plugins, { plugin: "errors" }],
  });
  return {
    servers: [
      server(".", [
        { plugin: "health", address: names.healthAddress },
        ...metrics(names),
        { plugin: "log" },
        others(names.upstreams),
      ]),
      ...(names.routeNames === undefined
        ? []
        : [server(domain, [...metrics(names), routes(names.routeNames), { plugin: "file", path: names.zoneFile }])]),
      server(domain, [...metrics(names), ...otherTypes(names), { plugin: "file", path: names.zoneFile }]),
      server(domain, [
        ...metrics(names),
        ...rewrites(names),
        { plugin: "nomad", zone: CATALOGUE, address: names.nomadAddress, ttl: names.ttl },
        { plugin: "file", path: names.zoneFile },
        { plugin: "cache", ttl: names.cache, zone: CATALOGUE, serveStale: STALE },
      ]),
    ],
  };
}

function metrics({ metricsAddress }: Names): Plugin[] {
  return metricsAddress === undefined ? [] : [{ plugin: "prometheus", address: metricsAddress }];
}

function others(upstreams: readonly string[]): Plugin {
  return upstreams.length > 0
    ? { plugin: "forward", from: ".", to: upstreams }
    : { plugin: "template", class: "ANY", type: "ANY", rcode: "REFUSED" };
}

/** The address of a route comes before those of a service with the same name. Where the service listens stays known by SRV. */
function routes(names: string): Plugin {
  return { plugin: "view", name: "routes", expression: `name() in ${names} && type() != 'SRV'` };
}

/**
 * The `nomad` plugin says of a type that it does not know (TXT, HTTPS) that the whole name does not exist, which those who asked
 * then believe of its addresses too. Such a query gets "no such record" instead.
 */
function otherTypes(names: Names): Plugin[] {
  return [
    { plugin: "view", name: "others", expression: "!(type() in ['A', 'AAAA', 'SRV'])" },
    {
      plugin: "template",
      class: "IN",
      type: "ANY",
      match: [short(names), long(names)],
      authority: startOfAuthority({ name: names.domain, ttl: names.ttl }),
      fallthrough: true,
    },
  ];
}

function rewrites(names: Names): Plugin[] {
  const { domain, defaultNamespace } = names;
  const own = serverName(domain);
  return [
    // the server's own name has the form of a service's; as it is, it stays one of the zone file
    { plugin: "rewrite", match: "exact", from: own, to: own },
    {
      plugin: "rewrite",
      match: "exact",
      from: probeName(domain),
      to: `cdknomad-probe.${defaultNamespace}.${CATALOGUE}.`,
    },
    {
      plugin: "rewrite",
      match: "regex",
      from: short(names),
      to: `{1}.${defaultNamespace}.${CATALOGUE}`,
      answer: "auto",
    },
    { plugin: "rewrite", match: "regex", from: long(names), to: `{1}.{2}.${CATALOGUE}`, answer: "auto" },
  ];
}

/** Matches `<service>.<domain>`. */
function short({ domain }: Names): string {
  return `^([^.]+)[.]${quoted(domain)}$`;
}

/** Matches `<service>.<namespace>.<domain>` for the namespaces of the server. */
function long({ domain, namespaces }: Names): string {
  return `^([^.]+)[.](${namespaces.join("|")})[.]${quoted(domain)}$`;
}

/** The domain in a regular expression. */
function quoted(domain: string): string {
  return domain.replaceAll(".", "[.]");
}
