import type { Access, Product } from "./access";
import type { Answer, Method, RequestOptions } from "./request";

/** What a login needs of a client. */
export interface LoginClient {
  readonly product: Product;
  readonly access: Access;
  send(method: Method, path: string, options: RequestOptions): Promise<Answer>;
}

/** The logins of this process by server and auth method, so that all clients of a server share one. */
export const logins = new Map<string, { readonly client: LoginClient; readonly token: Promise<string> }>();

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
