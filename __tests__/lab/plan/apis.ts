import type { Lab } from "../../../lab";

/** Nomad's and Consul's APIs, for somebody who knows nothing of Terraform. */
export interface Apis {
  // biome-ignore lint/suspicious/noExplicitAny: any object of Nomad's
  nomad(method: string, url: string, body?: unknown): Promise<any>;
  // biome-ignore lint/suspicious/noExplicitAny: any object of Consul's
  consul(method: string, url: string, body?: unknown): Promise<any>;
}

/**
 * The APIs of a lab, with the rights of its management tokens.
 *
 * Each call throws an Error for an answer that is no success.
 */
export function apisOf(lab: Lab): Apis {
  const call =
    (address: string, token: Record<string, string>) => async (method: string, url: string, body?: unknown) => {
      const response = await fetch(`${address}/v1/${url}`, {
        method,
        headers: token,
        ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) {
        throw new Error(`${method} ${url}: ${response.status} ${text}`);
      }
      return response.headers.get("content-type")?.includes("json") && text !== "" ? JSON.parse(text) : text;
    };
  return {
    nomad: call(lab.nomadAddr, { "X-Nomad-Token": lab.nomadToken() }),
    consul: call(lab.consulAddr, { "X-Consul-Token": lab.consulToken() }),
  };
}
