import type { JobSpec, Port, Task, TaskGroup } from "../spec";
import type { VirtualIpProps } from "../virtual-ip";
import { renderCorefile } from "./corefile";
import { IMAGE } from "./image";
import { keepalivedOfDns } from "./keepalived";
import { corefile, type Names } from "./names";
import { collectRouteNames, routeNames, routeRecords } from "./route-names";
import type { DnsServerProps } from "./settings";
import { renderZone } from "./zone";

const CONFIG = "local/coredns";

/** The signal at which CoreDNS reads its configuration again; it ignores SIGHUP. */
const RELOAD = "SIGUSR1";

/** The address of the node, in one of Nomad's template expressions. */
const NODE = '{{ env "NOMAD_IP_dns" }}';

/**
 * The job of a name server, without its namespace.
 *
 * @see docs/how-to/dns.md
 */
export function dnsJob(props: DnsServerProps): JobSpec & { readonly namespace?: never } {
  const { name = "coredns", datacenters, virtualIp } = props;
  return {
    name,
    type: "service",
    ...(datacenters && { datacenters }),
    groups: [virtualIp ? several(props, virtualIp) : one(props)],
  };
}

/** One instance, wherever there is room. */
function one(props: DnsServerProps): TaskGroup {
  const { update } = props;
  return {
    name: "dns",
    count: 1,
    network: { mode: "host", ports: ports(props) },
    ...(update && { update }),
    tasks: [
      {
        driver: "docker",
        config: { image: props.image ?? IMAGE, networkMode: "host", forcePull: false, ports: ["dns"], args },
        ...coredns(props, [NODE], NODE),
      },
    ],
  };
}

/** Instances on different nodes, one of which has the virtual address. */
function several(props: DnsServerProps, virtualIp: VirtualIpProps): TaskGroup {
  const { name = "coredns", metricsPort, update } = props;
  const { address, instances = 3 } = virtualIp;
  const [ip = ""] = address.split("/");
  return {
    name: "dns",
    count: instances,
    constraints: [{ operator: "distinct_hosts", value: "true" }],
    network: { mode: "host", ports: ports(props) },
    update: update ?? { maxParallel: 1, minHealthyTime: "60s", autoRevert: true },
    // two failures in half an hour, Nomad's default, are no reason to give up a name server
    restart: { attempts: 5, interval: "1m", delay: "3s", mode: "delay" },
    tasks: [
      keepalivedOfDns(name, `${props.domain}.`, "dns", virtualIp),
      {
        driver: "podman",
        config: {
          image: props.image ?? IMAGE,
          networkMode: "host",
          forcePull: false,
          ports: ["dns", ...(metricsPort === undefined ? [] : ["metrics"])],
          args,
        },
        ...coredns(props, [NODE, ip], ip),
      },
    ],
  };
}

const args = ["-conf", `/${CONFIG}/corefile`];

function ports({ port = 53, metricsPort }: DnsServerProps): readonly Port[] {
  return [
    { name: "dns", static: port },
    ...(metricsPort === undefined ? [] : [{ name: "metrics", static: metricsPort }]),
    { name: "health" },
  ];
}

/** What the task of CoreDNS is under any driver. */
function coredns(props: DnsServerProps, bind: readonly string[], address: string): Omit<Task, "driver" | "config"> {
  const { name = "coredns", metricsPort, routes = false, ttl = 10 } = props;
  const domain = `${props.domain}.`;
  const collected = routes ? collectRouteNames(domain, ttl) : "";
  const zone = renderZone({ name: domain, address, ttl });
  return {
    name: "coredns",
    identities: [{ env: true, changeMode: "signal", changeSignal: RELOAD }],
    services: [
      { port: "dns", name, tags: [name], checks: [{ type: "tcp", interval: "10s", timeout: "2s" }] },
      ...(metricsPort === undefined ? [] : [{ port: "metrics", name, tags: ["metrics", name] }]),
    ],
    templates: [
      {
        data: collected + renderCorefile(corefile(namesOf(props, domain, bind))),
        destination: `${CONFIG}/corefile`,
        changeMode: "signal",
        changeSignal: RELOAD,
      },
      {
        data: routes ? collected + zone + routeRecords : zone,
        destination: `${CONFIG}/zone`,
        changeMode: "signal",
        changeSignal: RELOAD,
      },
    ],
    resources: { cpu: 100, memory: 128 },
  };
}

function namesOf(props: DnsServerProps, domain: string, bind: readonly string[]): Names {
  const {
    namespaces,
    defaultNamespace = "default",
    port = 53,
    metricsPort,
    routes = false,
    upstreams = [],
    ttl = 10,
    cache = 30,
  } = props;
  return {
    domain,
    namespaces,
    defaultNamespace,
    nomadAddress: "unix:///secrets/api.sock",
    zoneFile: `/${CONFIG}/zone`,
    bind,
    port,
    healthAddress: '{{ env "NOMAD_ADDR_health" }}',
    ...(metricsPort !== undefined && { metricsAddress: '{{ env "NOMAD_ADDR_metrics" }}' }),
    upstreams,
    ttl,
    cache,
    ...(routes && { routeNames }),
  };
}
