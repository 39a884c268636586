import { isKnownText } from "../known";
import { rule } from "../rule";
import { hasStaticPort } from "../static-port";

/** All traffic of a group through its proxy. */
export const transparentProxy = rule({
  code: "transparent-proxy",
  level: "error",
  title: "a transparent proxy has a setting that Nomad refuses",
  refusedByNomad: true,
  messages: {
    severalServices: ({ count }: { readonly count: number }) =>
      `it takes the traffic of the whole group, which has ${count} services with connect; keep one`,
    dnsTwice: () => "it answers name lookups, and the network of the group has dns; set noDns, or remove dns",
    unknownPort: ({ port }: { readonly port: string }) =>
      `"${port}" is neither a number nor a port of the group with static; use one of them`,
    noUserId: ({ id }: { readonly id: string }) => `"${id}" is not a user id; use a number from 0 to 65535`,
    noRange: ({ range }: { readonly range: string }) => `"${range}" is not an address range; write it as "10.0.0.0/8"`,
  },
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
          problem: "severalServices",
          count: joined,
        };
      }
      const dns = view.group.network?.dns;
      if (proxy.noDns !== true && [dns?.servers, dns?.searches, dns?.options].some((list) => (list ?? []).length > 0)) {
        yield {
          path: at,
          problem: "dnsTwice",
        };
      }
      for (const [index, port] of (proxy.excludeInboundPorts ?? []).entries()) {
        if (isKnownText(port) && !/^\d+$/.test(port) && !hasStaticPort(view, port)) {
          yield {
            path: `${at}.excludeInboundPorts[${index}]`,
            problem: "unknownPort",
            port,
          };
        }
      }
      const ids = [["uid", proxy.uid], ...(proxy.excludeUids ?? []).map((id, index) => [`excludeUids[${index}]`, id])];
      for (const [field, id] of ids) {
        if (isKnownText(id) && !(/^\d+$/.test(id) && Number(id) <= 65_535)) {
          yield { path: `${at}.${field}`, problem: "noUserId", id };
        }
      }
      for (const [index, range] of (proxy.excludeOutboundCidrs ?? []).entries()) {
        if (isKnownText(range) && !/^[0-9a-f.:]+\/\d{1,3}$/i.test(range)) {
          yield {
            path: `${at}.excludeOutboundCidrs[${index}]`,
            problem: "noRange",
            range,
          };
        }
      }
    }
  },
});
