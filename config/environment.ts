import { parseAddress } from "../clients/parse-address";
import { parseBoolean } from "../clients/parse-boolean";
import type { ClusterSettings } from "../constructs";
import { nearest } from "../constructs/issue";
import { CodedError } from "../errors";
import { isLabRunning } from "../lab/running";
import { isAddressOf } from "./address";
import { onLab } from "./on-lab";
import { statePlace } from "./state-place";

/**
 * A cluster of a program: its settings, or a function from the environment variables of the process to its settings.
 *
 * @see docs/how-to/environments.md
 */
export type Environment = ClusterSettings | ((variables: NodeJS.ProcessEnv) => ClusterSettings);

/**
 * The clusters of a program, by name.
 *
 * @see docs/how-to/environments.md
 */
export type Environments = Readonly<Record<string, Environment>>;

/**
 * Returns the settings of one environment, with its name. `CDKNOMAD_ENV` names it, which `--environment` of the commands sets.
 * `CDKNOMAD_ON` names a lab that takes the place of its cluster, which `up --on` sets. `CDKNOMAD_STATE` keeps the states of an
 * environment without `state` in Consul, below that prefix.
 *
 * @param environments the environments of the program
 * @param name the name of the environment
 * @param variables the environment variables of the process
 * @throws CodedError if there is no environment of that name (`environment-unknown`), if two environments would share Terraform's states
 * (`states-shared`), or if the shell has the address of another cluster, whose token would then be sent to the wrong servers
 * (`environment-differs`)
 * @see docs/how-to/environments.md
 */
export function chooseEnvironment(
  environments: Environments,
  name: string,
  variables: NodeJS.ProcessEnv = process.env,
): ClusterSettings {
  const chosen = Object.hasOwn(environments, name) ? environments[name] : undefined;
  if (!chosen) {
    const names = Object.keys(environments);
    const meant = nearest(name, names);
    const fix = meant === undefined ? `there are ${names.join(", ")}` : `did you mean "${meant}"?`;
    throw new CodedError(
      "environment-unknown",
      `CDKNOMAD_ENV: got "${name}", which is not an environment of this program; ${fix}`,
    );
  }
  refuseSharedStates(environments, variables);
  const own = settingsOf(chosen, variables);
  const settings = variables.CDKNOMAD_ON ? onLab(own, name, variables.CDKNOMAD_ON) : own;
  const named = { ...withState(settings, variables), environment: name };
  // A lab that is not running has no address. The commands report that it is not running.
  if (settings.lab !== undefined && !isLabRunning(settings.lab)) {
    return named;
  }
  for (const [product, variable, expected] of [
    ["nomad", "NOMAD_ADDR", settings.nomad.address],
    ["consul", "CONSUL_HTTP_ADDR", settings.consul?.address],
  ] as const) {
    const got = variables[variable];
    const isSecure = product === "consul" && parseBoolean(variables.CONSUL_HTTP_SSL) === true;
    if (got && expected !== undefined && !isAddressOf(product, expected, got, isSecure)) {
      throw new CodedError(
        "environment-differs",
        `CDKNOMAD_ENV: "${name}" is at ${expected}, but ${variable} is ${parseAddress(product, got, isSecure).address}, so a token in the environment variables belongs to that cluster; unset one of the two`,
      );
    }
  }
  return named;
}

function withState(settings: ClusterSettings, { CDKNOMAD_STATE: prefix }: NodeJS.ProcessEnv): ClusterSettings {
  return prefix && settings.consul && !settings.state ? { ...settings, state: { consul: prefix } } : settings;
}

/** Returns the settings of an environment. */
export function settingsOf(environment: Environment, variables: NodeJS.ProcessEnv): ClusterSettings {
  return typeof environment === "function" ? environment(variables) : environment;
}

function refuseSharedStates(environments: Environments, variables: NodeJS.ProcessEnv): void {
  const owners = new Map<string, string>();
  for (const [name, environment] of Object.entries(environments)) {
    const place = statePlace(settingsOf(environment, variables));
    const other = owners.get(place);
    if (other !== undefined) {
      throw new CodedError(
        "states-shared",
        `the environments "${other}" and "${name}" would share the states of Terraform; give one of them its own: state: { folder: "state/${name}" }`,
      );
    }
    owners.set(place, name);
  }
}
