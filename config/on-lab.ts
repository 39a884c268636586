import path from "node:path";
import type { ClusterSettings } from "../constructs";
import { labPaths } from "../lab/paths";

/**
 * Returns the settings of an environment for a rehearsal on a lab: the defaults of the environment for its jobs, with the servers,
 * tokens, and certificates of the lab. Nothing is left with which the servers of the environment could be reached. Terraform's states
 * are in the folder of the lab and end with it.
 *
 * @param name the name of the environment
 * @param labName the name of the lab
 */
export function onLab(settings: ClusterSettings, name: string, labName: string): ClusterSettings {
  // Loaded only for a rehearsal: every other program starts without the lab.
  const { lab } = require("../lab/settings") as typeof import("../lab/settings");
  const { nomad, consul, guard } = lab(labName);
  const { region } = settings.nomad;
  return {
    ...settings,
    lab: labName,
    isRehearsal: true,
    guard,
    nomad: { ...(region !== undefined && { region }), ...nomad },
    ...(settings.consul && {
      consul: {
        ...(settings.consul.datacenter !== undefined && { datacenter: settings.consul.datacenter }),
        ...consul,
      },
    }),
    state: { folder: path.join(labPaths(labName).dir, "rehearsals", name, "states") },
  };
}
