import type { GroupView } from "../job-view";
import { isKnown, isKnownText } from "../known";
import { quoted } from "../quoted";
import { rule } from "../rule";

/** Where a service may join the mesh at all. */
export const connectNotAllowed = rule({
  code: "connect-not-allowed",
  level: "error",
  title: "a service of a task, or one in Nomad's own discovery, is to join the Consul mesh",
  refusedByNomad: true,
  *check(job) {
    for (const { service, task, provider, path } of job.services) {
      if (service.connect === undefined) {
        continue;
      }
      if (task) {
        yield {
          path: `${path}.connect`,
          message: "the mesh takes services of a group only; move the service to the group",
        };
      }
      if (provider === "nomad") {
        yield {
          path: `${path}.connect`,
          message: 'the mesh is Consul\'s, the service has provider "nomad"; set it to "consul"',
        };
      }
    }
  },
});

/** What a service is in the mesh. */
export const connectKind = rule({
  code: "connect-kind",
  level: "error",
  title: "connect does not say one of native, sidecarService and gateway",
  refusedByNomad: true,
  *check(job) {
    for (const { service, provider, path } of job.services) {
      const { connect } = service;
      if (connect === undefined || provider !== "consul") {
        continue;
      }
      const kinds = [
        ...(connect.native === true ? ["native"] : []),
        ...(connect.sidecarService ? ["sidecarService"] : []),
        ...(connect.gateway ? ["gateway"] : []),
      ];
      if (kinds.length !== 1) {
        const got = kinds.length === 0 ? "none" : kinds.join(" and ");
        yield { path: `${path}.connect`, message: `write one of native, sidecarService and gateway, got ${got}` };
      }
      const gateways = connect.gateway
        ? (["ingress", "terminating", "mesh"] as const).filter((kind) => connect.gateway?.[kind])
        : [];
      if (connect.gateway && gateways.length !== 1) {
        const got = gateways.length === 0 ? "none" : gateways.join(" and ");
        yield { path: `${path}.connect.gateway`, message: `write one of ingress, terminating and mesh, got ${got}` };
      }
    }
  },
});

/** Networks in which a proxy can stand between a task and the world. */
export const connectNetwork = rule({
  code: "connect-network",
  level: "error",
  title: "a service of the Consul mesh has no network of its own",
  refusedByNomad: true,
  *check(job) {
    for (const {
      in: { group },
      service,
      task,
      path,
    } of job.services) {
      const { connect } = service;
      const exposed = !task && (service.checks ?? []).some((check) => check.expose === true);
      if (task || !(connect?.sidecarService || connect?.gateway || exposed)) {
        continue;
      }
      const gateway = connect?.gateway !== undefined && !connect.sidecarService && !exposed;
      const allowed = gateway ? 'mode "bridge", "host" or "cni/..."' : 'mode "bridge" or "cni/..."';
      const field = connect?.sidecarService ? "connect.sidecarService" : gateway ? "connect.gateway" : "checks";
      const { network } = group;
      if (network === undefined) {
        yield { path: `${path}.${field}`, message: `the group has no network; add one with ${allowed}` };
        continue;
      }
      const mode = network.mode ?? "";
      if (isKnown(mode) && mode !== "bridge" && !mode.startsWith("cni/") && !(gateway && mode === "host")) {
        const got = mode === "" ? "no mode" : `mode "${mode}"`;
        yield { path: `${path}.${field}`, message: `the network of the group has ${got}; set it to ${allowed}` };
      }
    }
  },
});

/** A task that speaks the protocol of the mesh itself. */
export const connectNative = rule({
  code: "connect-native",
  level: "error",
  title: "a native service of the Consul mesh does not say its task or its port",
  refusedByNomad: true,
  *check(job) {
    for (const {
      in: { group },
      task,
      service,
      provider,
      path,
    } of job.services) {
      if (task || provider !== "consul" || service.connect?.native !== true) {
        continue;
      }
      const tasks = (group.tasks ?? []).map(({ name }) => name);
      if (!service.task && tasks.length !== 1) {
        yield {
          path: `${path}.task`,
          message: `the task that speaks for the service is not clear; name one of ${quoted(tasks)}`,
        };
      } else if (isKnownText(service.task) && !tasks.includes(service.task) && tasks.every(isKnown)) {
        yield {
          path: `${path}.task`,
          message: `the group has no task "${service.task}"; name one of ${quoted(tasks)}`,
        };
      }
      if (!service.port) {
        yield { path: `${path}.port`, message: "Consul wants the port of a native service; set it" };
      }
    }
  },
});

/** Names that Consul turns into certificates. */
export const connectNameCase = rule({
  code: "connect-name-case",
  level: "error",
  title: "a service with a sidecar, or its group, has capital letters in its name",
  refusedByNomad: true,
  *check(job) {
    for (const { in: view, task, service, path } of job.services) {
      if (task || !service.connect?.sidecarService) {
        continue;
      }
      const names = [
        [`${path}.name`, service.name],
        [`${view.path}.name`, view.group.name],
      ] as const;
      for (const [at, name] of names) {
        if (isKnownText(name) && name !== name.toLowerCase()) {
          yield {
            path: at,
            message: `Consul's mesh takes lower case only, got "${name}"; use "${name.toLowerCase()}"`,
          };
        }
      }
    }
  },
});

/** Where the mesh's proxies listen for the tasks of a group. */
export const connectUpstreams = rule({
  code: "connect-upstreams",
  level: "error",
  title: "two upstreams of a group listen at the same place",
  refusedByNomad: true,
  *check(job) {
    const taken = new Map<string, string>();
    for (const { in: group, task, service, path } of job.services) {
      for (const [index, upstream] of (service.connect?.sidecarService?.proxy?.upstreams ?? []).entries()) {
        const { localBindSocketPath, localBindAddress = "", localBindPort = 0, destinationName = "" } = upstream;
        const where = localBindSocketPath || `${localBindAddress}:${localBindPort}`;
        const key = `${group.path} ${where}`;
        const other = taken.get(key);
        if (task || !isKnown(where) || !isKnown(localBindPort)) {
          continue;
        }
        if (other !== undefined) {
          yield {
            path: `${path}.connect.sidecarService.proxy.upstreams[${index}]`,
            message: `the upstream "${other}" listens at ${where} already; give "${destinationName}" another localBindPort`,
          };
        }
        taken.set(key, destinationName);
      }
    }
  },
});

function hasStaticPort({ group }: GroupView, name: string): boolean {
  return (group.network?.ports ?? []).some((port) => port.name === name && (port.static ?? 0) !== 0);
}

/** All traffic of a group through its proxy. */
export const transparentProxy = rule({
  code: "transparent-proxy",
  level: "error",
  title: "a transparent proxy has a setting that Nomad refuses",
  refusedByNomad: true,
  *check(job) {
    for (const { in: view, task, service, path } of job.services) {
      const proxy = service.connect?.sidecarService?.proxy?.transparentProxy;
      if (task || !proxy) {
        continue;
      }
      const at = `${path}.connect.sidecarService.proxy.transparentProxy`;
      const joined = (view.group.services ?? []).filter(({ connect }) => connect !== undefined).length;
      if (joined > 1) {
        yield {
          path: at,
          message: `it takes the traffic of the whole group, which has ${joined} services with connect; keep one`,
        };
      }
      const dns = view.group.network?.dns;
      if (proxy.noDns !== true && [dns?.servers, dns?.searches, dns?.options].some((list) => (list ?? []).length > 0)) {
        yield {
          path: at,
          message: "it answers name lookups, and the network of the group has dns; set noDns, or remove dns",
        };
      }
      for (const [index, port] of (proxy.excludeInboundPorts ?? []).entries()) {
        if (isKnownText(port) && !/^\d+$/.test(port) && !hasStaticPort(view, port)) {
          yield {
            path: `${at}.excludeInboundPorts[${index}]`,
            message: `"${port}" is neither a number nor a port of the group with static; use one of them`,
          };
        }
      }
      const ids = [["uid", proxy.uid], ...(proxy.excludeUids ?? []).map((id, index) => [`excludeUids[${index}]`, id])];
      for (const [field, id] of ids) {
        if (isKnownText(id) && !(/^\d+$/.test(id) && Number(id) <= 65_535)) {
          yield { path: `${at}.${field}`, message: `"${id}" is no user id; use a number from 0 to 65535` };
        }
      }
      for (const [index, range] of (proxy.excludeOutboundCidrs ?? []).entries()) {
        if (isKnownText(range) && !/^[0-9a-f.:]+\/\d{1,3}$/i.test(range)) {
          yield {
            path: `${at}.excludeOutboundCidrs[${index}]`,
            message: `"${range}" is no range; write it as "10.0.0.0/8"`,
          };
        }
      }
    }
  },
});

/** Settings of a gateway. */
export const gatewayInvalid = rule({
  code: "gateway-invalid",
  level: "error",
  title: "a gateway of the Consul mesh leads nowhere",
  refusedByNomad: true,
  *check(job) {
    for (const { task, service, path } of job.services) {
      const gateway = service.connect?.gateway;
      if (task || !gateway) {
        continue;
      }
      const at = `${path}.connect.gateway`;
      if (gateway.mesh && !service.port) {
        yield {
          path: `${path}.port`,
          message: "other datacenters reach a mesh gateway at the port of its service; set it",
        };
      }
      if (gateway.ingress && (gateway.ingress.listeners ?? []).length === 0) {
        yield { path: `${at}.ingress.listeners`, message: "it is empty; add a listener" };
      }
      for (const [index, listener] of (gateway.ingress?.listeners ?? []).entries()) {
        const where = `${at}.ingress.listeners[${index}]`;
        if (listener.port === undefined || (isKnown(listener.port) && listener.port <= 0)) {
          yield { path: `${where}.port`, message: `got ${listener.port ?? "none"}; use 1 to 65535` };
        }
        if ((listener.services ?? []).length === 0) {
          yield { path: `${where}.services`, message: "it is empty; add a service" };
        }
        for (const [place, { name, hosts }] of (listener.services ?? []).entries()) {
          if (!name) {
            yield { path: `${where}.services[${place}].name`, message: "it is empty; name a service" };
          } else if (listener.protocol === undefined || listener.protocol === "tcp") {
            if (name === "*") {
              yield {
                path: `${where}.services[${place}].name`,
                message: 'a tcp listener leads to one service, got "*"; name it',
              };
            }
            if ((hosts ?? []).length > 0) {
              yield {
                path: `${where}.services[${place}].hosts`,
                message: "a tcp listener sees no host names; remove them",
              };
            }
          } else if (name === "*" && (hosts ?? []).length > 0) {
            yield {
              path: `${where}.services[${place}].hosts`,
              message: 'the service "*" has no hosts; remove them, or name services',
            };
          }
        }
      }
      if (gateway.terminating && (gateway.terminating.services ?? []).length === 0) {
        yield { path: `${at}.terminating.services`, message: "it is empty; add a service" };
      }
      for (const [index, { name, caFile, certFile, keyFile, sni }] of (gateway.terminating?.services ?? []).entries()) {
        const where = `${at}.terminating.services[${index}]`;
        if (!name) {
          yield { path: `${where}.name`, message: "it is empty; name a service" };
        }
        if ((certFile || keyFile || sni) && !caFile) {
          yield { path: `${where}.caFile`, message: "certFile, keyFile and sni need the authority to trust; set it" };
        }
        if (Boolean(certFile) !== Boolean(keyFile)) {
          yield { path: `${where}.keyFile`, message: "certFile and keyFile go together; set both or none" };
        }
      }
    }
  },
});

/** Checks that go around the mesh. */
export const checkExposed = rule({
  code: "check-exposed",
  level: "error",
  title: "a check is exposed where no sidecar could let it through",
  refusedByNomad: true,
  *check(job) {
    for (const { of, check, path } of job.checks) {
      const { port = "" } = of.service;
      if (check.expose !== true || of.provider !== "consul") {
        continue;
      }
      if (of.task) {
        yield {
          path: `${path}.expose`,
          message: "it is for services of a group; move the service to the group, or remove it",
        };
      } else if (!of.service.connect?.sidecarService) {
        yield {
          path: `${path}.expose`,
          message: "the service has no sidecar; add connect.sidecarService, or remove it",
        };
      } else if (check.type !== "http" && check.type !== "grpc") {
        yield { path: `${path}.expose`, message: `it is for http and grpc checks, got "${check.type}"; remove it` };
      } else if (
        check.path?.startsWith("/") &&
        isKnown(port) &&
        !/^0*[1-9]\d*$/.test(port) &&
        !hasStaticPort(of.in, port)
      ) {
        yield {
          path: `${of.path}.port`,
          message: `an exposed check needs the number at which the service listens, got "${port}"; write the number, as "80"`,
        };
      }
    }
  },
});

/** Checks that see the proxy and not the service. */
export const sidecarTcpCheck = rule({
  code: "sidecar-tcp-check",
  level: "error",
  title: "a service with a sidecar has a tcp check",
  refusedByNomad: true,
  *check(job) {
    for (const { of, check, path } of job.checks) {
      if (of.provider === "consul" && check.type === "tcp" && of.service.connect?.sidecarService) {
        yield {
          path: `${path}.type`,
          message: "a tcp check cannot reach behind the sidecar; use an http or grpc check with expose",
        };
      }
    }
  },
});
