import { readFileSync } from "node:fs";

/** Where a server's HTTP API is, and how to trust it. */
export interface Endpoint {
  readonly url: URL;
  readonly tls: Tls;
}

/** What a TLS connection is made with; the certificates themselves, as PEM. */
interface Tls {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly servername?: string;
  readonly rejectUnauthorized?: boolean;
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
    tls: tls({
      ca: env.NOMAD_CACERT,
      cert: env.NOMAD_CLIENT_CERT,
      key: env.NOMAD_CLIENT_KEY,
      servername: env.NOMAD_TLS_SERVER_NAME,
      insecure: isTrue(env.NOMAD_SKIP_VERIFY),
    }),
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
    tls: tls({
      ca: env.CONSUL_CACERT,
      cert: env.CONSUL_CLIENT_CERT,
      key: env.CONSUL_CLIENT_KEY,
      servername: env.CONSUL_TLS_SERVER_NAME,
      insecure: env.CONSUL_HTTP_SSL_VERIFY === "false" || env.CONSUL_HTTP_SSL_VERIFY === "0",
    }),
  };
}

function parse(system: string, address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    throw new Error(`${system}: "${address}" is not the address of an HTTP API; give one such as http://10.0.0.1:4646`);
  }
  return url;
}

interface TlsFiles {
  readonly ca: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
  readonly servername: string | undefined;
  readonly insecure: boolean;
}

function tls({ ca, cert, key, servername, insecure }: TlsFiles): Tls {
  return {
    ...(ca && { ca: readFileSync(ca, "utf8") }),
    ...(cert && { cert: readFileSync(cert, "utf8") }),
    ...(key && { key: readFileSync(key, "utf8") }),
    ...(servername && { servername }),
    ...(insecure && { rejectUnauthorized: false }),
  };
}

function isTrue(value: string | undefined): boolean {
  return value === "1" || value === "true";
}
