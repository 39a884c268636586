import http from "node:http";
import https from "node:https";
import type { Endpoint } from "./endpoint";

/** How long one request may take, in milliseconds. */
const REQUEST_LIMIT = 10_000;

/** An answer of a server, whatever its status. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** There is no answer, or one that says that the server has to start first; the same request may work later. */
export class NotReadyError extends Error {}

/**
 * Sends one request. The platform's own `fetch` has no way to present a client certificate, which clusters ask for.
 *
 * @throws NotReadyError when there is no answer, or the server has an error of its own
 */
export function send(
  { url, tls }: Endpoint,
  method: "GET" | "PUT",
  path: string,
  { headers = {}, body }: { readonly headers?: Record<string, string>; readonly body?: object } = {},
): Promise<Answer> {
  const { request } = url.protocol === "https:" ? https : http;
  return new Promise((resolve, reject) => {
    const failed = (why: string) =>
      reject(
        new NotReadyError(
          `${url.origin} does not answer ${method} ${path}: ${why}; start the agent, or give its address`,
        ),
      );
    const options = { method, headers, ...tls, timeout: REQUEST_LIMIT, agent: false } as const;
    const sent = request(new URL(path, url), options, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("error", ({ message }) => failed(message));
      response.on("end", () => {
        const { statusCode: status = 0 } = response;
        if (status >= 500) {
          reject(
            new NotReadyError(`${url.origin} is not ready: ${method} ${path} has status ${status}: ${text.trim()}`),
          );
        } else {
          resolve({ status, text: text.trim() });
        }
      });
    });
    sent.on("timeout", () => sent.destroy(new Error(`no answer within ${REQUEST_LIMIT / 1000} s`)));
    sent.on("error", (error: NodeJS.ErrnoException) => failed(error.message || String(error.code)));
    sent.end(body && JSON.stringify(body));
  });
}
