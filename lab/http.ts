import { fetchTls } from "../tools/fetch-tls";
import type { TlsFiles } from "../tools/tls-files";

/** A JSON API with a token. */
export interface JsonApi {
  /** Root, such as `http://127.0.0.1:4646`. */
  readonly address: string;
  /** Name and value of the header that carries the token. @default - none is sent */
  readonly token?: readonly [header: string, secret: string] | undefined;
  /** With what an `https:` address is connected to. @default - nothing of its own */
  readonly tls?: TlsFiles;
}

/** How long one request may take, in milliseconds. */
const REQUEST_LIMIT = 5_000;

/** An answer that is not a success. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    where: string,
    body: string,
  ) {
    super(`${where}: status ${status}: ${body.trim() || "no text"}`);
  }
}

/**
 * Sends a request and parses the answer.
 *
 * @throws ApiError if the status is not 2xx; the network's error if there is no answer.
 */
export async function call<T>(api: JsonApi, method: "GET" | "PUT" | "POST", path: string, body?: object): Promise<T> {
  const request = {
    method,
    headers: api.token ? { [api.token[0]]: api.token[1] } : {},
    ...(body ? { body: JSON.stringify(body) } : {}),
    signal: AbortSignal.timeout(REQUEST_LIMIT),
  };
  const response = await fetchTls(`${api.address}${path}`, request, api.tls);
  const text = await response.text();
  if (!response.ok) throw new ApiError(response.status, `${method} ${path}`, text);
  return (text ? JSON.parse(text) : undefined) as T;
}

/** How long, and on what condition, {@link eventually} goes on. */
export interface Patience {
  /** Give up after so many milliseconds. */
  readonly limit: number;
  /** Give up at once when it aborts. @default - never */
  readonly signal?: AbortSignal | undefined;
  /** Asked after each failure; says why there is no use in going on. @default - there always is */
  readonly hopeless?: () => string | undefined;
}

/**
 * Tries until it works, for a server that is still starting.
 *
 * @throws Error that says what was waited for and how it failed last.
 */
export async function eventually<T>(what: string, patience: Patience, attempt: () => Promise<T>): Promise<T> {
  const { limit, signal, hopeless } = patience;
  const deadline = Date.now() + limit;
  const aborted = new Promise<never>((_, reject) => {
    signal?.addEventListener("abort", () => reject(new Error(`${what}: interrupted`)), { once: true });
  });
  // it may reject when nobody races against it any more
  aborted.catch(() => {});
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await Promise.race([attempt(), aborted]);
    } catch (error) {
      const reason = signal?.aborted ? "interrupted" : hopeless?.();
      if (reason) throw new Error(`${what}: ${reason}`);
      if (Date.now() > deadline) {
        const last = error instanceof Error ? error.message : String(error);
        throw new Error(`${what}: not within ${limit / 1000} s; last: ${last}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
