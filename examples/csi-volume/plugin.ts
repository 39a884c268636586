import type { JobProps } from "../../constructs";

/** The id by which volumes ask for the plugin. */
export const pluginId = "hostpath";

/**
 * A CSI plugin that keeps volumes in a folder of its node: good to try CSI with, on one node. It mounts volumes for other
 * tasks, and so needs the capability `sys_admin`; a plugin of a real storage has the same two kinds of settings.
 *
 * The lab has its image. Elsewhere take `registry.k8s.io/sig-storage/hostpathplugin` of your choice.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/csi_plugin
 */
export const pluginJob: JobProps = {
  name: "csi-hostpath",
  type: "system",
  ignore: [
    { code: "broad-capabilities", reason: "the plugin mounts volumes" },
    { code: "host-path-mounted", reason: "the folder is the storage" },
  ],
  groups: [
    {
      name: "plugin",
      tasks: [
        {
          name: "plugin",
          driver: "docker",
          config: {
            image: "cdknomad/hostpathplugin:1.0.2",
            args: [
              "--drivername=hostpath.csi.k8s.io",
              `--endpoint=\${CSI_ENDPOINT}`,
              `--nodeid=\${attr.unique.hostname}`,
            ],
            capAdd: ["sys_admin"],
            volumes: ["/var/lib/csi-hostpath:/tmp"],
          },
          csiPlugin: { id: pluginId, type: "monolith", mountDir: "/csi" },
          resources: { cpu: 50, memory: 32 },
        },
      ],
    },
  ],
};
