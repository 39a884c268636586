import { breaks, bridge, type Case, group, http, keeps, mesh, ports, proxy, task, withTask } from "./case";

const sidecar = { sidecarService: {} };
const gateway = (fields: object) =>
  group({
    tasks: [],
    network: { mode: "bridge" },
    services: [{ name: "edge", port: "9100", connect: { gateway: fields } }],
  });
const ingress = (fields: object) =>
  gateway({ ingress: { listeners: [{ port: 80, services: [{ name: "shop" }], ...fields }] } });
const exposed = { ...http, expose: true };

export const meshes: readonly Case[] = [
  breaks(
    "connect-not-allowed",
    "fails when the service is Nomad's",
    mesh(sidecar, { provider: "nomad" }),
    'connect-not-allowed groups.web.services.shop.connect: the mesh belongs to Consul, and the service has provider "nomad"; set it to "consul"',
  ),
  breaks(
    "connect-not-allowed",
    "fails when the service is a task's",
    group({ network: bridge, tasks: [task({ services: [{ name: "shop", port: "http", connect: sidecar }] })] }),
    "connect-not-allowed groups.web.tasks.web.services.shop.connect: only services of a group can join the mesh; move the service to the group",
  ),
  keeps("connect-not-allowed", "takes a service of a group in Consul", mesh(sidecar)),

  breaks(
    "connect-kind",
    "fails when connect says nothing",
    mesh({}),
    "connect-kind groups.web.services.shop.connect: write one of native, sidecarService and gateway, got none",
  ),
  breaks(
    "connect-kind",
    "fails when a gateway is two",
    gateway({ mesh: {}, terminating: { services: [{ name: "db" }] } }),
    "connect-kind groups.web.services.edge.connect.gateway: write one of ingress, terminating and mesh, got terminating and mesh",
  ),
  keeps("connect-kind", "takes a gateway of one kind", gateway({ mesh: {} })),

  breaks(
    "connect-network",
    "fails when the network is the host's",
    mesh(sidecar, {}, { mode: "host", ports: [{ name: "http" }] }),
    'connect-network groups.web.services.shop.connect.sidecarService: the network of the group has mode "host"; set it to mode "bridge" or "cni/..."',
  ),
  breaks(
    "connect-network",
    "fails when there is no network",
    group({ services: [{ name: "shop", port: "80", connect: sidecar }] }),
    'connect-network groups.web.services.shop.connect.sidecarService: the group has no network; add one with mode "bridge" or "cni/..."',
  ),
  breaks(
    "connect-network",
    "fails when a gateway's network has no mode",
    group({
      tasks: [],
      network: ports,
      services: [{ name: "edge", port: "9100", connect: { gateway: { mesh: {} } } }],
    }),
    'connect-network groups.web.services.edge.connect.gateway: the network of the group has no mode; set it to mode "bridge", "host" or "cni/..."',
  ),
  keeps(
    "connect-network",
    "takes a network of CNI",
    mesh(sidecar, {}, { mode: "cni/lan", ports: [{ name: "http", to: 80 }] }),
  ),
  keeps(
    "connect-network",
    "takes a gateway on the host's network",
    group({
      tasks: [],
      network: { mode: "host" },
      services: [{ name: "edge", port: "9100", connect: { gateway: { mesh: {} } } }],
    }),
  ),

  breaks(
    "connect-native",
    "fails when the task is not clear and there is no port",
    group({ tasks: [task(), task({ name: "log" })], services: [{ name: "shop", connect: { native: true } }] }),
    'connect-native groups.web.services.shop.task: the group has more than one task, or none, that could serve the port; name one of "web", "log"',
    "connect-native groups.web.services.shop.port: Consul needs the port of a native service; set it",
  ),
  breaks(
    "connect-native",
    "fails when the task is not there",
    mesh({ native: true }, { task: "wbe" }),
    'connect-native groups.web.services.shop.task: the group has no task "wbe"; name one of "web"',
  ),
  keeps("connect-native", "takes the only task of the group on any network", mesh({ native: true }, {}, ports)),

  breaks(
    "connect-name-case",
    "fails when the group has capitals",
    group({ name: "Web", network: bridge, services: [{ name: "shop", port: "http", connect: sidecar }] }),
    'connect-name-case groups.Web.name: the Consul mesh accepts only lower case, got "Web"; use "web"',
  ),
  keeps("connect-name-case", "takes capitals outside the mesh", group({ name: "Web", services: [{ name: "Shop" }] })),

  breaks(
    "connect-upstreams",
    "fails when two listen at one place",
    proxy({
      upstreams: [
        { destinationName: "db", localBindPort: 5000 },
        { destinationName: "mq", localBindPort: 5000 },
      ],
    }),
    'connect-upstreams groups.web.services.shop.connect.sidecarService.proxy.upstreams[1]: the upstream "db" already listens at :5000; give "mq" another localBindPort',
  ),
  keeps(
    "connect-upstreams",
    "takes one port on two addresses",
    proxy({
      upstreams: [
        { destinationName: "db", localBindPort: 5000 },
        { destinationName: "mq", localBindPort: 5000, localBindAddress: "127.0.0.2" },
      ],
    }),
  ),

  breaks(
    "transparent-proxy",
    "fails when it is to answer names that the group has servers for",
    proxy({ transparentProxy: {} }, { ...bridge, dns: { servers: ["10.0.0.1"] } }),
    "transparent-proxy groups.web.services.shop.connect.sidecarService.proxy.transparentProxy: it answers name lookups, and the network of the group has dns; set noDns, or remove dns",
  ),
  breaks(
    "transparent-proxy",
    "fails when exceptions cannot be read",
    proxy({
      transparentProxy: {
        uid: "root",
        excludeInboundPorts: ["http"],
        excludeOutboundCidrs: ["10.0.0.0"],
        excludeUids: ["70000"],
      },
    }),
    'transparent-proxy groups.web.services.shop.connect.sidecarService.proxy.transparentProxy.excludeInboundPorts[0]: "http" is neither a number nor a port of the group with static; use one of them',
    'transparent-proxy groups.web.services.shop.connect.sidecarService.proxy.transparentProxy.uid: "root" is not a user id; use a number from 0 to 65535',
    'transparent-proxy groups.web.services.shop.connect.sidecarService.proxy.transparentProxy.excludeUids[0]: "70000" is not a user id; use a number from 0 to 65535',
    'transparent-proxy groups.web.services.shop.connect.sidecarService.proxy.transparentProxy.excludeOutboundCidrs[0]: "10.0.0.0" is not an address range; write it as "10.0.0.0/8"',
  ),
  breaks(
    "transparent-proxy",
    "fails when there are two services in the mesh",
    group({
      network: bridge,
      services: [
        { name: "a", port: "http", connect: { sidecarService: { proxy: { transparentProxy: {} } } } },
        { name: "b", port: "http", connect: sidecar },
      ],
    }),
    "transparent-proxy groups.web.services.a.connect.sidecarService.proxy.transparentProxy: it takes the traffic of the whole group, which has 2 services with connect; keep one",
  ),
  keeps(
    "transparent-proxy",
    "takes a static port, numbers and ranges",
    proxy(
      {
        transparentProxy: {
          uid: "101",
          excludeInboundPorts: ["admin", "9000"],
          excludeOutboundCidrs: ["10.0.0.0/8", "fd00::/8"],
          noDns: true,
        },
      },
      {
        mode: "bridge",
        dns: { servers: ["10.0.0.1"] },
        ports: [
          { name: "http", to: 80 },
          { name: "admin", static: 8080 },
        ],
      },
    ),
  ),

  breaks(
    "gateway-invalid",
    "fails when an ingress listens nowhere",
    ingress({ port: 0, services: [] }),
    "gateway-invalid groups.web.services.edge.connect.gateway.ingress.listeners[0].port: got 0; use 1 to 65535",
    "gateway-invalid groups.web.services.edge.connect.gateway.ingress.listeners[0].services: it is empty; add a service",
  ),
  breaks(
    "gateway-invalid",
    "fails when tcp is to know names",
    ingress({ services: [{ name: "*", hosts: ["shop.test"] }] }),
    'gateway-invalid groups.web.services.edge.connect.gateway.ingress.listeners[0].services[0].name: a tcp listener leads to one service, got "*"; name it',
    "gateway-invalid groups.web.services.edge.connect.gateway.ingress.listeners[0].services[0].hosts: a tcp listener does not see host names; remove them",
  ),
  breaks(
    "gateway-invalid",
    "fails when a certificate comes alone",
    gateway({ terminating: { services: [{ name: "db", certFile: "a.pem" }] } }),
    "gateway-invalid groups.web.services.edge.connect.gateway.terminating.services[0].caFile: certFile, keyFile and sni need the certificate authority to trust; set it",
    "gateway-invalid groups.web.services.edge.connect.gateway.terminating.services[0].keyFile: certFile and keyFile belong together; set both or neither",
  ),
  keeps(
    "gateway-invalid",
    "takes names for http",
    ingress({ protocol: "http", services: [{ name: "shop", hosts: ["shop.test"] }] }),
  ),
  keeps(
    "gateway-invalid",
    "takes a certificate with key and authority",
    gateway({ terminating: { services: [{ name: "db", caFile: "ca.pem", certFile: "a.pem", keyFile: "a.key" }] } }),
  ),

  breaks(
    "check-exposed",
    "fails when there is no sidecar",
    group({ network: bridge, services: [{ name: "shop", port: "80", checks: [exposed] }] }),
    "check-exposed groups.web.services.shop.checks.up.expose: the service has no sidecar; add connect.sidecarService, or remove it",
  ),
  breaks(
    "check-exposed",
    "fails when the number of the port is not known",
    mesh(sidecar, { checks: [exposed] }),
    'check-exposed groups.web.services.shop.port: an exposed check needs the number of the port where the service listens, got "http"; write the number, for example "80"',
  ),
  breaks(
    "check-exposed",
    "fails when the service is a task's",
    withTask({
      services: [
        {
          name: "shop",
          port: "80",
          addressMode: "driver",
          checks: [{ ...exposed, port: "80", addressMode: "driver" }],
        },
      ],
    }),
    "check-exposed groups.web.tasks.web.services.shop.checks.up.expose: only services of a group have it; move the service to the group, or remove it",
  ),
  keeps("check-exposed", "takes a number, and no port of the check", mesh(sidecar, { port: "80", checks: [exposed] })),
  keeps(
    "check-exposed",
    "takes a static port",
    mesh(sidecar, { checks: [exposed] }, { mode: "bridge", ports: [{ name: "http", static: 80 }] }),
  ),

  breaks(
    "sidecar-tcp-check",
    "fails when a check would see only the proxy",
    mesh(sidecar, { checks: [{ name: "up", type: "tcp", interval: "10s", timeout: "2s" }] }),
    "sidecar-tcp-check groups.web.services.shop.checks.up.type: a tcp check cannot reach behind the sidecar; use an http or grpc check with expose",
  ),
  keeps("sidecar-tcp-check", "takes an http check", mesh(sidecar, { checks: [http] })),
];
