import type { Access, Product } from "./access";
import { DEFAULT_ADDRESS, type ParsedAddress, parseAddress } from "./parse-address";
import { parseBoolean } from "./parse-boolean";
import { consulTlsFiles, nomadTlsFiles, type TlsFiles } from "./tls-files";

/**
 * Access to Nomad by the variables of the `nomad` command.
 *
 * @param address replaces NOMAD_ADDR; the credentials in NOMAD_ADDR are used if it is the same server
 * @see https://developer.hashicorp.com/nomad/commands#environment-variables
 */
export function nomadFromEnvironment(env: NodeJS.ProcessEnv, address?: string): Access {
  const parsed = parsedOf("nomad", address, env.NOMAD_ADDR);
  return {
    ...access(parsed, env.NOMAD_TOKEN, env.NOMAD_HTTP_AUTH, nomadTlsFiles(env)),
    ...(env.NOMAD_REGION && { region: env.NOMAD_REGION }),
  };
}

/**
 * Access to Consul by the variables of the `consul` command.
 *
 * @param address replaces CONSUL_HTTP_ADDR; the credentials in CONSUL_HTTP_ADDR are used if it is the same server
 * @see https://developer.hashicorp.com/consul/commands#environment-variables
 */
export function consulFromEnvironment(env: NodeJS.ProcessEnv, address?: string): Access {
  const ssl = parseBoolean(env.CONSUL_HTTP_SSL) === true;
  const parsed = parsedOf("consul", address, env.CONSUL_HTTP_ADDR, ssl);
  return access(parsed, env.CONSUL_HTTP_TOKEN, env.CONSUL_HTTP_AUTH, consulTlsFiles(env));
}

/** The address of the settings, which has no credentials, with those of the variable; or else the variable's. */
function parsedOf(product: Product, given: string | undefined, variable: string | undefined, ssl = false) {
  const known = variable ? parseAddress(product, variable, ssl) : undefined;
  if (!given) {
    return known ?? parseAddress(product, DEFAULT_ADDRESS[product], ssl);
  }
  const parsed = parseAddress(product, given, ssl);
  const isSame = parsed.basicAuth === undefined && known?.address === parsed.address;
  return isSame ? { ...known, address: parsed.address } : parsed;
}

function access(
  { address, basicAuth }: ParsedAddress,
  token: string | undefined,
  variable: string | undefined,
  tls: TlsFiles,
): Access {
  const credentials = basicAuth ?? (variable || undefined);
  return {
    address,
    ...(token && { token }),
    ...(credentials !== undefined && { basicAuth: credentials.includes(":") ? credentials : `${credentials}:` }),
    ...(Object.keys(tls).length > 0 && { tls }),
  };
}
