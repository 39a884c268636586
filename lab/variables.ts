import type { Lab } from "./lab";
import { tlsVariables } from "./tls-variables";

/** Returns the environment variables with which the Nomad and Consul commands and Terraform providers manage a lab. */
export function labVariables(lab: Lab): Record<string, string> {
  return {
    NOMAD_ADDR: lab.nomadAddr,
    NOMAD_TOKEN: lab.nomadToken(),
    CONSUL_HTTP_ADDR: lab.consulAddr,
    CONSUL_HTTP_TOKEN: lab.consulToken(),
    ...(lab.tls && { ...tlsVariables("NOMAD", lab.tls.nomad), ...tlsVariables("CONSUL", lab.tls.consul) }),
  };
}

/**
 * Returns the environment variables of a shell for a lab. They name the environment and the lab, so that the program describes
 * the same cluster in every such shell.
 */
export function shellVariables(lab: Lab): Record<string, string> {
  return { CDKNOMAD_ENV: "lab", CDKNOMAD_LAB: lab.name, ...labVariables(lab) };
}
