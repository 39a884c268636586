import type { Access, Product } from "./access";

/** Address and the credentials that were written in it. */
export type ParsedAddress = Pick<Access, "address" | "basicAuth">;

/** Address that each program uses if it is not configured. */
export const DEFAULT_ADDRESS: Readonly<Record<Product, string>> = {
  nomad: "http://127.0.0.1:4646",
  consul: "http://127.0.0.1:8500",
};

/**
 * Parses an address as the program's own command does: `unix://` names a socket, `name:password@` becomes basic auth, and
 * an address of Consul needs no scheme.
 *
 * @param ssl whether an address of Consul uses https even if it names no scheme or `http`
 * @returns the text without credentials if it is not an address; a request to it then fails and reports that
 */
export function parseAddress(product: Product, text: string, ssl = false): ParsedAddress {
  const written = product === "consul" ? withScheme(text, ssl) : text;
  if (/^unix:\/\//.test(written)) {
    return { address: written };
  }
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    return { address: withoutCredentials(text) };
  }
  const { username, password } = url;
  const address = `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, "")}`;
  return username === "" && password === ""
    ? { address }
    : { address, basicAuth: `${decodeURIComponent(username)}:${decodeURIComponent(password)}` };
}

/** Path of the unix socket of an address; undefined for any other address. */
export function socketPath(address: string): string | undefined {
  return /^unix:\/\/(.+)$/.exec(address)?.[1];
}

/** Text of an address without `name:password@`, for messages about an address that cannot be parsed. */
export function withoutCredentials(text: string): string {
  return text.replace(/^(\w+:\/\/)?.*@/, "$1");
}

function withScheme(text: string, ssl: boolean): string {
  const [, scheme, rest] = /^(\w+):\/\/(.*)$/.exec(text) ?? [];
  if (scheme === undefined) {
    return `${ssl ? "https" : "http"}://${text}`;
  }
  return scheme === "http" && ssl ? `https://${rest}` : text;
}
