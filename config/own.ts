import type { ClusterSettings } from "../constructs";

/**
 * A cluster of one's own. The provider reads the token from NOMAD_TOKEN and the certificates from NOMAD_CACERT,
 * NOMAD_CLIENT_CERT and NOMAD_CLIENT_KEY, as the `nomad` command does. Consul is part of it when CONSUL_HTTP_ADDR names it.
 * Terraform's states are files, or in Consul below the prefix that CDKNOMAD_STATE gives.
 *
 * @param address where Nomad's HTTP API is
 * @param environment the variables of the process
 */
export function own(address: string, environment: NodeJS.ProcessEnv): ClusterSettings {
  const { NOMAD_REGION: region, CONSUL_HTTP_ADDR: consul, CDKNOMAD_STATE: state } = environment;
  return {
    nomad: { address, ...(region !== undefined && { region }) },
    ...(consul !== undefined && { consul: { address: consul } }),
    // The one line that keeps Terraform's states in Consul, with a lock: state: { consul: "cdknomad/prod" }.
    ...(state !== undefined && { state: { consul: state } }),
  };
}
