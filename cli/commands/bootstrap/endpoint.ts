import { consulTlsFiles, nomadTlsFiles, readTlsFiles, type TlsMaterial } from "../../../tools/tls-files";

/** Where a server's HTTP API is, and how to trust it. */
export interface Endpoint {
  readonly url: URL;
  readonly tls: TlsMaterial;
}

/**
 * Nomad's API as the `nomad` command finds it.
 *
 * @param address overrides NOMAD_ADDR
 * @param env the variables of the process
 * @throws Error when an address is none, or a certificate's file cannot be read
 * @see https://developer.hashicorp.com/nomad/commands#environment-variables
 */
export function nomadEndpoint(address: string | undefined, env: NodeJS.ProcessEnv): Endpoint {
  return {
    url: parse("nomad", address ?? env.NOMAD_ADDR ?? "http://127.0.0.1:4646"),
    tls: readTlsFiles(nomadTlsFiles(env)),
  };
}

/**
 * Consul's API as the `consul` command finds it.
 *
 * @param address overrides CONSUL_HTTP_ADDR
 * @param env the variables of the process
 * @throws Error when an address is none, or a certificate's file cannot be read
 * @see https://developer.hashicorp.com/consul/commands#environment-variables
 */
export function consulEndpoint(address: string | undefined, env: NodeJS.ProcessEnv): Endpoint {
  const given = address ?? env.CONSUL_HTTP_ADDR ?? "127.0.0.1:8500";
  // Consul's own variable may leave the scheme out, and then another one tells it.
  const scheme = isTrue(env.CONSUL_HTTP_SSL) ? "https" : "http";
  return {
    url: parse("consul", given.includes("://") ? given : `${scheme}://${given}`),
    tls: readTlsFiles(consulTlsFiles(env)),
  };
}

function parse(system: string, address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    throw new Error(`${system}: "${address}" is not the address of an HTTP API; give one such as http://10.0.0.1:4646`);
  }
  return url;
}

function isTrue(value: string | undefined): boolean {
  return value === "1" || value === "true";
}
