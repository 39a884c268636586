import { isIP } from "node:net";
import { createIssue } from "../../constructs/issue";
import { networkOf } from "../../constructs/virtual-ip";
import { isIdentifier } from "../secrets";
import { acmeIssues } from "./acme-problems";
import { type IngressIssue, ingressProps, tlsWithoutCertificate } from "./issues";
import type { Middleware } from "./middleware";
import type { IngressProps } from "./props";
import { type Settings, virtualIpOf } from "./settings";

/** What is wrong with the props of an ingress. */
export function ingressIssues(props: IngressProps, settings: Settings): IngressIssue[] {
  return [
    ...(isName(settings.name) ? [] : [nameIssue("name", settings.name, "the name of an ingress")]),
    ...namespaceIssues(props, settings),
    ...tlsIssues(props, settings),
    ...Object.entries(settings.middlewares).flatMap(([name, middleware]) => [
      ...(isName(name) ? [] : [nameIssue(`middlewares.${name}`, name, "the name of a middleware")]),
      ...middlewareIssues(`middlewares.${name}`, middleware, props),
    ]),
    ...numberIssues(props, settings),
    ...addressIssues(props),
  ];
}

const isName = (name: string) => /^[A-Za-z0-9_-]+$/.test(name);

function nameIssue(path: string, name: string, what: string): IngressIssue {
  return createIssue(ingressProps, { path, problem: "name", name, what });
}

function namespaceIssues({ engine }: IngressProps, settings: Settings): IngressIssue[] {
  const { namespaces, namespaceName: own, provider } = settings;
  return engine === "caddy" && provider === "nomad"
    ? namespaces.flatMap((namespace, index) =>
        namespace === own
          ? []
          : [createIssue(ingressProps, { path: `namespaces[${index}]`, problem: "namespace", namespace, own })],
      )
    : [];
}

function tlsIssues(props: IngressProps, { tls, certificates, acme, count }: Settings): IngressIssue[] {
  const { engine } = props;
  if (tls === undefined) {
    return [];
  }
  if (acme !== undefined) {
    return acmeIssues(engine, acme, count);
  }
  const at = (index: number) => (tls.ca === undefined ? `tls.certificates[${index}]` : "tls.ca");
  return [
    ...(certificates.length === 0
      ? [createIssue(tlsWithoutCertificate, { path: "tls.certificates", problem: "none" })]
      : []),
    ...(engine === "traefik" && tls.ca !== undefined
      ? [
          createIssue(ingressProps, {
            path: "tls.ca",
            problem: "engine",
            engine,
            what: "certificate authority",
            fix: "use certificates, or the engine caddy",
          }),
        ]
      : []),
    ...certificates.flatMap(({ certificate = "certificate", key = "key" }, index) =>
      Object.entries({ certificate, key }).flatMap(([part, item]) =>
        isIdentifier(item) ? [] : [createIssue(ingressProps, { path: `${at(index)}.${part}`, problem: "item", item })],
      ),
    ),
  ];
}

function middlewareIssues(at: string, middleware: Middleware, { engine }: IngressProps): IngressIssue[] {
  if ("rateLimit" in middleware) {
    return engine === "caddy"
      ? [
          createIssue(ingressProps, {
            path: at,
            problem: "engine",
            engine,
            what: "limit of requests in its release",
            fix: "use the engine traefik, or remove the middleware",
          }),
        ]
      : [];
  }
  if ("ipAllowList" in middleware) {
    const list = middleware.ipAllowList;
    return [
      ...(list.length === 0 ? [createIssue(ingressProps, { path: at, problem: "empty" })] : []),
      ...list.flatMap((value, index) =>
        isNetwork(value)
          ? []
          : [createIssue(ingressProps, { path: `${at}.ipAllowList[${index}]`, problem: "address", value })],
      ),
    ];
  }
  if ("basicAuth" in middleware) {
    return textIssues(`${at}.basicAuth.realm`, middleware.basicAuth.realm ?? "restricted");
  }
  const { response = {}, request = {} } = middleware.headers;
  return Object.entries({ response, request }).flatMap(([side, headers]) =>
    Object.entries(headers).flatMap(([header, value]) => {
      const path = `${at}.headers.${side}.${header}`;
      return [...(isName(header) ? [] : [nameIssue(path, header, "the name of a header")]), ...textIssues(path, value)];
    }),
  );
}

/** A text that Nomad, Caddy, or Traefik would read as a template, or that would end its line. */
function textIssues(path: string, value: string): IngressIssue[] {
  return /[\p{Cc}<>]|\{\{|\}\}/u.test(value) ? [createIssue(ingressProps, { path, problem: "text", value })] : [];
}

function isNetwork(text: string): boolean {
  const [address = "", bits = "0", ...rest] = text.split("/");
  const most = { 4: 32, 6: 128 }[isIP(address)];
  return most !== undefined && rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most;
}

function numberIssues({ count, virtualIp }: IngressProps, { httpPort, httpsPort }: Settings): IngressIssue[] {
  const { instances, routerId } = virtualIp !== undefined && "address" in virtualIp ? virtualIp : {};
  const numbers: readonly (readonly [path: string, value: number | undefined, most: number])[] = [
    ["count", count, 1000],
    ["httpPort", httpPort, 65_535],
    ["httpsPort", httpsPort, 65_535],
    ["virtualIp.instances", instances, 255],
    ["virtualIp.routerId", routerId, 255],
  ];
  return numbers.flatMap(([path, value, most]) =>
    value === undefined || (Number.isInteger(value) && value >= 1 && value <= most)
      ? []
      : [createIssue(ingressProps, { path, problem: "whole", value, most })],
  );
}

function addressIssues(props: IngressProps): IngressIssue[] {
  const { dns, virtualIp } = props;
  if (virtualIp === undefined) {
    return dns === undefined ? [] : [createIssue(ingressProps, { path: "dns", problem: "dnsAddress" })];
  }
  const found = virtualIpOf(props);
  if (found === undefined) {
    return [createIssue(ingressProps, { path: "virtualIp.sharedWith", problem: "shared" })];
  }
  return networkOf(found.address) === undefined
    ? [createIssue(ingressProps, { path: "virtualIp.address", problem: "virtualIp", value: found.address })]
    : [];
}
