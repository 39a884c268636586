import type { TlsFiles } from "./tls-files";

/** A server program with an HTTP API. */
export type Product = "nomad" | "consul";

/** Login with a JSON web token of another issuer. */
export interface Login {
  /** Name of the auth method. */
  readonly authMethod: string;
  /** The JSON web token. */
  readonly jwt: string;
}

/** Address and credentials of the HTTP API of Nomad or Consul. */
export interface Access {
  /** Address without credentials, such as `https://10.0.10.11:4646` or `unix:///run/nomad.sock`. */
  readonly address: string;
  /** Secret of an ACL token. @default - requests are anonymous */
  readonly token?: string;
  /** Login that provides the token of requests. @default - requests have `token` */
  readonly login?: Login;
  /** Name and password for a proxy in front of the API, in the form `name:password`. @default - no Authorization header */
  readonly basicAuth?: string;
  /** Nomad region that answers requests. @default - the region of the agent at the address */
  readonly region?: string;
  /** TLS settings of the connection. @default - the authorities that Node trusts and no client certificate */
  readonly tls?: TlsFiles;
}
