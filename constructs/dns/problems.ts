import { isIP } from "node:net";
import { isOlder } from "../spec/version-order";
import { networkOf } from "../virtual-ip";
import { IMAGE, LEAST_VERSION, versionOf } from "./image";
import type { DnsServerProps } from "./settings";

/** All that is wrong with the settings, each as one line that begins with its path. */
export function problems(props: DnsServerProps): string[] {
  const {
    domain,
    namespaces,
    defaultNamespace = "default",
    upstreams = [],
    ttl = 10,
    cache = 30,
    virtualIp,
    image = IMAGE,
  } = props;
  const { address, instances = 3, routerId = 53 } = virtualIp ?? {};
  return [
    ...check(
      isDomain(domain),
      `domain: "${domain}" is not a domain name; write labels of lower-case letters, digits and "-" with dots between, as "lab.example.com"`,
    ),
    ...check(
      namespaces.length > 0,
      `namespaces: the list is empty, so no name would have an answer; name at least "${defaultNamespace}"`,
    ),
    ...[defaultNamespace, ...namespaces].flatMap((name) =>
      check(
        isLabel(name),
        `namespaces: "${name}" cannot be part of a name in DNS, which knows lower-case letters, digits and "-" only; leave it out or rename it`,
      ),
    ),
    ...upstreams.flatMap((upstream) =>
      check(
        isNameServer(upstream),
        `upstreams: "${upstream}" is not the address of a name server; write it as "9.9.9.9" or "9.9.9.9:5353", with "tls://" before it for DNS over TLS`,
      ),
    ),
    ...check(
      !isOlder(versionOf(image) ?? LEAST_VERSION, LEAST_VERSION),
      `image: "${image}" does not know serve_stale_policy; use CoreDNS ${LEAST_VERSION} or later, as "${IMAGE}"`,
    ),
    ...check(isWhole(ttl, 0, 3600), `ttl: ${ttl} is not a whole number of seconds from 0 to 3600`),
    ...check(isWhole(cache, 1, 3600), `cache: ${cache} is not a whole number of seconds from 1 to 3600`),
    ...check(
      address === undefined || networkOf(address) !== undefined,
      `virtualIp.address: "${address}" is not an IPv4 address with its prefix; write it as "10.0.10.2/24"`,
    ),
    ...check(
      isWhole(instances, 2, 255),
      `virtualIp.instances: ${instances} cannot replace one another; use 2 or more, or leave out virtualIp`,
    ),
    ...check(isWhole(routerId, 1, 255), `virtualIp.routerId: ${routerId} is not a VRRP number; use 1 to 255`),
  ];
}

function check(holds: boolean, problem: string): string[] {
  return holds ? [] : [problem];
}

function isDomain(text: string): boolean {
  return text.split(".").every(isLabel);
}

function isLabel(text: string): boolean {
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(text);
}

/** An address with or without a port; one of IPv6 is in brackets when it has a port. */
function isNameServer(text: string): boolean {
  const server = text.replace(/^(dns|tls):\/\//, "");
  const withPort = /^([\d.]+):\d{1,5}$/.exec(server) ?? /^\[(.+)\]:\d{1,5}$/.exec(server);
  return isIP(withPort?.[1] ?? server) !== 0;
}

function isWhole(number: number, least: number, most: number): boolean {
  return Number.isInteger(number) && number >= least && number <= most;
}
