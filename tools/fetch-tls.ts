import https from "node:https";
import { readTlsFiles, type TlsFiles } from "./tls-files";

/** The part of `fetch`'s options that our requests have. */
export interface TlsRequest {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/**
 * As the platform's `fetch`, which knows no certificates: it cannot show one to a server that asks for it, nor trust an
 * authority that the whole process does not. Without any of them, or over plain http, it is `fetch` itself.
 *
 * @param tls with what the connection is made @default - nothing of its own
 * @throws Error when a file cannot be read, or as `fetch` does, with the reason as `cause`, when there is no answer
 */
export function fetchTls(url: string | URL, request: TlsRequest = {}, tls: TlsFiles = {}): Promise<Response> {
  if (Object.keys(tls).length === 0 || new URL(url).protocol !== "https:") {
    return fetch(url, request);
  }
  const { method = "GET", headers = {}, body, signal } = request;
  const options = { method, headers, ...readTlsFiles(tls), ...(signal && { signal }), agent: false } as const;
  return new Promise((resolve, reject) => {
    const failed = (cause: Error) => reject(new TypeError("fetch failed", { cause: signal?.reason ?? cause }));
    const sent = https.request(url, options, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("error", failed);
      response.on("end", () => {
        const { statusCode: status = 0, statusText, headers: all } = answerOf(response);
        const empty = status === 204 || status === 304;
        resolve(new Response(empty ? null : Buffer.concat(parts), { status, statusText, headers: all }));
      });
    });
    sent.on("error", failed);
    sent.end(body);
  });
}

function answerOf({ statusCode, statusMessage, rawHeaders }: import("node:http").IncomingMessage) {
  const headers: [string, string][] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.push([rawHeaders[index] as string, rawHeaders[index + 1] as string]);
  }
  return { statusCode, statusText: statusMessage ?? "", headers };
}
