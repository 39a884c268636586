import type { ClusterSettings } from "../constructs";
import { nearest } from "../constructs/spec";

/** One of the clusters that a program is for: its settings, or how the variables of the process tell them. */
export type Environment = ClusterSettings | ((variables: NodeJS.ProcessEnv) => ClusterSettings);

/** All clusters that a program is for, by name. */
export type Environments = Readonly<Record<string, Environment>>;

/**
 * The settings of the environment that CDKNOMAD_ENV names, which `--environment` of our commands sets.
 *
 * @param environments all there are
 * @param name the value of CDKNOMAD_ENV
 * @param variables the variables of the process
 * @throws Error when there is none of that name, when two would share their states, or when the shell still has the
 * addresses, and with them the tokens, of another cluster
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
    const mend = meant === undefined ? `there are ${names.join(", ")}` : `did you mean "${meant}"?`;
    throw new Error(`CDKNOMAD_ENV: got "${name}", which is no environment of this program; ${mend}`);
  }
  refuseSharedStates(environments, variables);
  const settings = settingsOf(chosen, variables);
  for (const [variable, meant] of [
    ["NOMAD_ADDR", settings.nomad.address],
    ["CONSUL_HTTP_ADDR", settings.consul?.address],
  ] as const) {
    const got = variables[variable];
    if (got && meant !== undefined && got !== meant) {
      throw new Error(
        `CDKNOMAD_ENV: "${name}" is at ${meant}, but ${variable} is ${got}, and a token in the environment would be of that cluster; unset one of the two`,
      );
    }
  }
  return settings;
}

function settingsOf(environment: Environment, variables: NodeJS.ProcessEnv): ClusterSettings {
  return typeof environment === "function" ? environment(variables) : environment;
}

function refuseSharedStates(environments: Environments, variables: NodeJS.ProcessEnv): void {
  const owners = new Map<string, string>();
  for (const [name, environment] of Object.entries(environments)) {
    const { state, consul } = settingsOf(environment, variables);
    const place =
      state && "consul" in state ? `consul ${consul?.address} ${state.consul}` : `the folder ${state?.folder ?? "."}`;
    const other = owners.get(place);
    if (other !== undefined) {
      throw new Error(
        `the environments "${other}" and "${name}" would share Terraform's states; give one of them a state of its own: state: { folder: "state/${name}" }`,
      );
    }
    owners.set(place, name);
  }
}
