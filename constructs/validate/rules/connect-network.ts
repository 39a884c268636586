import { isKnown } from "../known";
import { rule } from "../rule";

/** Networks in which a proxy can stand between a task and the world. */
export const connectNetwork = rule({
  code: "connect-network",
  level: "error",
  title: "a service of the Consul mesh has no network of its own",
  refusedByNomad: true,
  messages: {
    noNetwork: ({ allowed }: { readonly allowed: string }) => `the group has no network; add one with ${allowed}`,
    wrongMode: ({ mode, allowed }: { readonly mode: string; readonly allowed: string }) =>
      `the network of the group has ${mode === "" ? "no mode" : `mode "${mode}"`}; set it to ${allowed}`,
  },
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
        yield { path: `${path}.${field}`, problem: "noNetwork", allowed };
        continue;
      }
      const mode = network.mode ?? "";
      if (isKnown(mode) && mode !== "bridge" && !mode.startsWith("cni/") && !(gateway && mode === "host")) {
        yield { path: `${path}.${field}`, problem: "wrongMode", mode, allowed };
      }
    }
  },
});
