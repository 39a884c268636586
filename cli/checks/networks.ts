import type { TaskGroup } from "../../constructs/spec";
import type { Requirement } from "./requirement";

/** The plugins that Nomad's own bridge is made with. */
const BRIDGE_PLUGINS = ["bridge", "firewall", "host-local", "loopback", "portmap"];

/**
 * What the network of a group takes: for a bridge the CNI plugins that it is made with, for `cni/<name>` a configuration
 * of that name.
 *
 * @see https://developer.hashicorp.com/nomad/docs/networking/cni
 */
export function networks({ network, services = [] }: TaskGroup): Requirement[] {
  const mode = network?.mode ?? "host";
  const transparent = services.some(({ connect }) => connect?.sidecarService?.proxy?.transparentProxy);
  return [
    ...(mode === "bridge" ? [bridge(transparent ? [...BRIDGE_PLUGINS, "consul-cni"] : BRIDGE_PLUGINS)] : []),
    ...(mode.startsWith("cni/") ? [cni(mode)] : []),
  ];
}

function bridge(plugins: readonly string[]): Requirement {
  return {
    what: "bridge networking",
    lacks: ({ Attributes, NodeResources }) => {
      const missing = plugins.filter((plugin) => Attributes[`plugins.cni.version.${plugin}`] === undefined);
      if (missing.length > 0) {
        return `no CNI plugin ${missing.join(", ")}`;
      }
      return (NodeResources.Networks ?? []).some(({ Mode }) => Mode === "bridge")
        ? undefined
        : "its kernel has no module bridge";
    },
    fix: "install the CNI plugins where cni_path of the clients says (/opt/cni/bin), load the module, and restart the clients",
  };
}

function cni(mode: string): Requirement {
  const name = mode.slice("cni/".length);
  return {
    what: `the CNI network "${name}"`,
    lacks: ({ NodeResources }) => {
      const modes = (NodeResources.Networks ?? []).map(({ Mode }) => Mode);
      const others = modes.filter((each) => each.startsWith("cni/")).map((each) => each.slice("cni/".length));
      return modes.includes(mode) ? undefined : others.length > 0 ? `it has ${others.join(", ")}` : "it has none";
    },
    fix: `put a file with "name": "${name}" where cni_config_dir of the clients says (/opt/cni/config), and restart them`,
  };
}
