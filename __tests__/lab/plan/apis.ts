import type { ApiClient, Method } from "../../../clients";
import type { Lab } from "../../../lab";
import { consulApi, nomadApi } from "../../../lab/apis";

/** The APIs of Nomad and Consul, without Terraform. */
export interface Apis {
  // biome-ignore lint/suspicious/noExplicitAny: any object of Nomad
  nomad(method: string, url: string, body?: unknown): Promise<any>;
  // biome-ignore lint/suspicious/noExplicitAny: any object of Consul
  consul(method: string, url: string, body?: unknown): Promise<any>;
}

/**
 * The APIs of a lab with its management tokens.
 *
 * Each call throws an ApiError for an answer that is not a success.
 */
export function apisOf(lab: Lab): Apis {
  const call = (client: ApiClient) => async (method: string, url: string, body?: unknown) => {
    const [verb, path] = [method as Method, `/v1/${url}`];
    if (/[?&]raw\b/.test(url)) {
      return (await client.send(verb, path, { body })).text;
    }
    return client.request(verb, path, { body });
  };
  return { nomad: call(nomadApi(lab)), consul: call(consulApi(lab)) };
}
