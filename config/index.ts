import type { ClusterSettings } from "../constructs";
import { chooseEnvironment, type Environment, type Environments } from "./environment";
import { environments } from "./environments";
import { lab } from "./lab";
import { own } from "./own";

export { chooseEnvironment, type Environment, type Environments, lab, own };

/**
 * The cluster that this run is about: the environment that CDKNOMAD_ENV names, else the cluster of NOMAD_ADDR, else the lab.
 *
 * @param variables the variables of the process
 * @param all the environments of the program @default - those of this repository
 * @throws Error when there is no such environment; see {@link chooseEnvironment}
 */
export function settings(
  variables: NodeJS.ProcessEnv = process.env,
  all: Environments = environments,
): ClusterSettings {
  const { CDKNOMAD_ENV, NOMAD_ADDR, CDKNOMAD_LAB = "lab" } = variables;
  if (CDKNOMAD_ENV) {
    return chooseEnvironment(all, CDKNOMAD_ENV, variables);
  }
  return NOMAD_ADDR ? own(NOMAD_ADDR, variables) : lab(CDKNOMAD_LAB);
}
