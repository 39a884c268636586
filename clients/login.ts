import type { Login } from "./access";
import { ApiError } from "./api-error";
import { type LoginClient, logins } from "./open-logins";
import { explainUnreachable, isUnreachable } from "./unreachable";

/**
 * Returns the token of a login; the first call logs in.
 *
 * @throws ApiError if the server does not answer, or refuses the login
 */
export function loginToken(client: LoginClient, login: Login): Promise<string> {
  const key = JSON.stringify([client.product, client.access]);
  const known = logins.get(key);
  if (known) {
    return known.token;
  }
  const token = logIn(client, login);
  logins.set(key, { client, token });
  return token;
}

/**
 * @see https://developer.hashicorp.com/nomad/api-docs/acl/login#authenticate-with-an-externally-issued-token
 * @see https://developer.hashicorp.com/consul/api-docs/acl#login-to-auth-method
 */
async function logIn(client: LoginClient, { authMethod, jwt }: Login): Promise<string> {
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
