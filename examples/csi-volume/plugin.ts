import type { JobProps } from "../../constructs";

/** The id of the plugin, which volumes refer to. */
export const pluginId = "hostpath";

/**
 * A CSI plugin that keeps volumes in a folder of its node, to try CSI on one node. It mounts volumes for other tasks, so it
 * needs the capability `sys_admin`; plugins for real storage have the same settings.
 *
 * The lab has its image. On other clusters use a version of `registry.k8s.io/sig-storage/hostpathplugin`.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/csi_plugin
 */
export const pluginJob: JobProps = {
  name: "csi-hostpath",
  type: "system",
  ignore: [{ code: "broad-capabilities", reason: "the plugin mounts volumes" }],
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
