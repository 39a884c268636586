import type { ClusterSettings } from "../constructs";
import { CodedError } from "../errors";
import { runningLabAt } from "../lab/running";
import { isAddressOf } from "./address";
import { chooseEnvironment, type Environment, type Environments, settingsOf } from "./environment";
import { own } from "./own";

/** Name of the environment that only environment variables describe. */
const OWN = "own";

/**
 * Returns the settings of the cluster of a run: the environment that `CDKNOMAD_ENV` names. If it is not set, the
 * environment or the running lab whose address is `NOMAD_ADDR`; for the address of neither, the cluster that environment variables
 * describe (see {@link own}). Without any of these variables, the environment `lab`.
 *
 * @param variables the environment variables of the process
 * @param environments the environments of the program
 * @throws CodedError if the program does not have the environment (`environment-unknown`), or for one of the reasons of
 * {@link chooseEnvironment}
 * @see docs/reference/settings.md
 */
export function settings(variables: NodeJS.ProcessEnv, environments: Environments): ClusterSettings {
  const { CDKNOMAD_ENV, NOMAD_ADDR } = variables;
  if (CDKNOMAD_ENV) {
    return chooseEnvironment(environments, CDKNOMAD_ENV, variables);
  }
  if (NOMAD_ADDR) {
    return environmentAt(NOMAD_ADDR, environments, variables) ?? { environment: OWN, ...own(NOMAD_ADDR, variables) };
  }
  if (!Object.hasOwn(environments, "lab")) {
    const names = Object.keys(environments).join(", ");
    throw new CodedError(
      "environment-unknown",
      `CDKNOMAD_ENV: it is not set, and the program has no environment "lab"; set it to one of ${names}`,
    );
  }
  return chooseEnvironment(environments, "lab", variables);
}

/** The environment of an address, so that a variable with the address does not change what the program describes. */
function environmentAt(
  address: string,
  environments: Environments,
  variables: NodeJS.ProcessEnv,
): ClusterSettings | undefined {
  const running = runningLabAt(address);
  const its = running === undefined ? variables : { ...variables, CDKNOMAD_LAB: running };
  const name = Object.keys(environments).find((key) => {
    const { lab, nomad } = settingsOf(environments[key] as Environment, its);
    // A lab that is not running has no address yet, and the usual one may be that of another cluster.
    return lab === undefined ? isAddressOf("nomad", nomad.address, address) : lab === running;
  });
  return name === undefined ? undefined : chooseEnvironment(environments, name, its);
}
