import type { Access, Login, Product } from "./access";
import { ApiError } from "./api-error";
import type { Answer, Method, RequestOptions } from "./request";
import { explainUnreachable, isUnreachable } from "./unreachable";

/** What a login needs of a client. */
interface Client {
  readonly product: Product;
  readonly access: Access;
  send(method: Method, path: string, options: RequestOptions): Promise<Answer>;
}

/** The logins of this process by server and auth method, so that all clients of a server share one. */
const logins = new Map<string, { readonly client: Client; readonly token: Promise<string> }>();

/**
 * Returns the token of a login; the first call logs in.
 *
 * @throws ApiError if the server does not answer, or refuses the login
 */
export function loginToken(client: Client, login: Login): Promise<string> {
  const key = JSON.stringify([client.product, client.access]);
  const known = logins.get(key);
  if (known) {
    return known.token;
  }
  const token = logIn(client, login);
  logins.set(key, { client, token });
  return token;
}

/** Deletes the tokens of all logins. Those of Nomad end by themselves: its API cannot log out. */
export async function endLogins(): Promise<void> {
  const ended = [...logins.values()].map(async ({ client, token }) => {
    if (client.product === "consul") {
      await client.send("POST", "/v1/acl/logout", { token: await token });
    }
  });
  logins.clear();
  await Promise.allSettled(ended); // a login that failed was reported by the request that needed it
}

/**
 * @see https://developer.hashicorp.com/nomad/api-docs/acl/jwt-auth
 * @see https://developer.hashicorp.com/consul/api-docs/acl#login-to-auth-method
 */
async function logIn(client: Client, { authMethod, jwt }: Login): Promise<string> {
  const { product, access } = client;
  const body =
    product === "nomad"
      ? { AuthMethodName: authMethod, LoginToken: jwt }
      : { AuthMethod: authMethod, BearerToken: jwt };
  const answer = await client.send("POST", "/v1/acl/login", { body, token: "" });
  if (answer.status === 200) {
    return (JSON.parse(answer.text) as { SecretID: string }).SecretID;
  }
  if (isUnreachable(answer)) {
    throw new ApiError(answer.status, explainUnreachable(product, access, answer));
  }
  throw new ApiError(
    answer.status,
    `${product} at ${access.address} refused the login by auth method "${authMethod}" (${answer.status}): ${answer.text.replaceAll(jwt, "(masked)")}; check the auth method, its binding rules, and the JSON web token`,
    "login-refused",
  );
}
