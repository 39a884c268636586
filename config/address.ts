import { parseAddress } from "../clients/parse-address";

/**
 * Whether a variable has the address of a server: credentials, a slash at the end, and a missing scheme make no difference.
 *
 * @param address the address in the settings
 * @param variable the value of `NOMAD_ADDR` or `CONSUL_HTTP_ADDR`
 * @param isSecure whether `CONSUL_HTTP_SSL` is set
 */
export function isAddressOf(product: "nomad" | "consul", address: string, variable: string, isSecure = false): boolean {
  return parseAddress(product, address).address === parseAddress(product, variable, isSecure).address;
}
