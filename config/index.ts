import type { ClusterSettings } from "../constructs";
import { lab } from "./lab";
import { own } from "./own";

export { lab, own };

/**
 * The cluster that this run is about: the one that NOMAD_ADDR names, else the lab.
 *
 * @param environment the variables of the process
 */
export function settings(environment: NodeJS.ProcessEnv = process.env): ClusterSettings {
  return environment.NOMAD_ADDR ? own(environment.NOMAD_ADDR, environment) : lab(environment.CDKNOMAD_LAB ?? "lab");
}
