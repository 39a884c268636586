import type { NomadClient } from "../../clients";
import { csiHostpathImage } from "../images";
import type { Inventory } from "./inventory";

/** Returns the id of the job that runs a CSI plugin in a lab. */
const csiJobId = (plugin: string) => `lab-csi-${plugin.replaceAll(/[^A-Za-z0-9_-]/g, "-")}`;

/**
 * Starts the CSI plugins of a cluster in a lab like it: under their ids, the hostpath plugin, which keeps volumes in a folder of their node.
 * It needs docker, so a node without docker does not get it. Nomad takes 10 to 20 seconds to find it healthy, for which nothing waits here.
 */
export async function startCsiPlugins(nomad: NomadClient, inventory: Inventory): Promise<void> {
  const ids = [...new Set(inventory.nodes.flatMap(({ csiPlugins }) => csiPlugins.map(({ id }) => id)))];
  for (const id of ids) {
    await nomad.request("POST", "/v1/jobs", { body: { Job: pluginJob(id, inventory) } });
  }
}

/** Returns the job of a plugin in the form of Nomad's API. It runs on the nodes on which the cluster's plugin runs. */
export function pluginJob(id: string, { nodes }: Inventory): object {
  const [has, provider] = [
    nodes.filter(({ csiPlugins }) => csiPlugins.some((plugin) => plugin.id === id)),
    nodes.flatMap(({ csiPlugins }) => csiPlugins).find((plugin) => plugin.id === id)?.provider,
  ];
  const names = has.map(({ name }) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  return {
    ID: csiJobId(id),
    Name: csiJobId(id),
    Type: "system",
    NodePool: "all",
    Datacenters: ["*"],
    Constraints: [{ LTarget: "${node.unique.name}", RTarget: `^(${names})$`, Operand: "regexp" }],
    TaskGroups: [
      {
        Name: "plugin",
        Tasks: [
          {
            Name: "plugin",
            Driver: "docker",
            Config: {
              image: csiHostpathImage,
              args: [
                `--drivername=${provider || id}`,
                "--endpoint=${CSI_ENDPOINT}",
                "--nodeid=${attr.unique.hostname}",
              ],
              cap_add: ["sys_admin"],
              volumes: ["/var/lib/csi-hostpath:/tmp"],
            },
            CSIPluginConfig: { ID: id, Type: "monolith", MountDir: "/csi" },
            Resources: { CPU: 10, MemoryMB: 32 },
          },
        ],
      },
    ],
  };
}
