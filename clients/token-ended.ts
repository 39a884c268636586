import type { Access, Product } from "./access";
import type { Answer } from "./request";

/** Variables with the token of each program. */
const TOKEN = { nomad: "NOMAD_TOKEN", consul: "CONSUL_HTTP_TOKEN" } as const;

/**
 * Explains an answer to a token that has expired; `undefined` for any other answer. Consul does not distinguish an expired token from
 * a deleted one.
 */
export function explainTokenEnded(product: Product, { address }: Access, { status, text }: Answer): string | undefined {
  const ended =
    product === "nomad"
      ? /ACL token expired/i.test(text)
        ? "has expired"
        : undefined
      : status === 403 && /ACL not found/i.test(text)
        ? "has expired or was deleted"
        : undefined;
  return (
    ended && `${product} at ${address}: the token ${ended}; log in again, or set ${TOKEN[product]} to a valid token`
  );
}
