import { parseAddress } from "../clients/parse-address";
import { parseBoolean } from "../clients/parse-boolean";
import type { ClusterSettings } from "../constructs";

/**
 * Settings of a cluster that only environment variables describe. The provider reads the token from `NOMAD_TOKEN` and the
 * certificates from `NOMAD_CACERT`, `NOMAD_CLIENT_CERT` and `NOMAD_CLIENT_KEY`, as the `nomad` command does. `CONSUL_HTTP_ADDR`
 * adds Consul. `CDKNOMAD_STATE` keeps Terraform's states in Consul below that prefix; otherwise they are files. A user name and
 * password in an address are left out: the provider reads them from the variable.
 *
 * @param address the address of Nomad's HTTP API, such as `http://10.0.0.1:4646`
 * @param variables the environment variables of the process
 * @see docs/how-to/environments.md
 */
export function own(address: string, variables: NodeJS.ProcessEnv): ClusterSettings {
  const { NOMAD_REGION: region, CONSUL_HTTP_ADDR: consul, CONSUL_HTTP_SSL: ssl, CDKNOMAD_STATE: state } = variables;
  return {
    nomad: { address: parseAddress("nomad", address).address, ...(region !== undefined && { region }) },
    ...(consul && { consul: { address: parseAddress("consul", consul, parseBoolean(ssl) === true).address } }),
    ...(state && { state: { consul: state } }),
  };
}
