import type { ClusterSettings } from "cdknomad";
import { lab, own } from "cdknomad/config";

/**
 * The cluster that this run is about: the one that NOMAD_ADDR names, else the lab of `cdknomad lab up`. Tokens come from
 * NOMAD_TOKEN and CONSUL_HTTP_TOKEN, or from the lab's own files; they never stand here.
 */
export function settings(environment: NodeJS.ProcessEnv = process.env): ClusterSettings {
  return environment.NOMAD_ADDR ? own(environment.NOMAD_ADDR, environment) : lab(environment.CDKNOMAD_LAB ?? "lab");
}
