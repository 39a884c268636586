/** HTTP method of a request. */
export type Method = "GET" | "PUT" | "POST" | "PATCH" | "DELETE";

/** Answer of a server. */
export interface Answer {
  /** HTTP status; 0 if the server did not answer. */
  readonly status: number;
  /** Body without white space around it, or the reason why there is no answer. */
  readonly text: string;
  /** Code of the system, OpenSSL or undici for the failure, such as `ECONNREFUSED`. @default - there is an answer */
  readonly code?: string;
  /** Value of the answer's `Date` header. @default - the answer has none */
  readonly date?: string;
  /** Index of the list or object, also for a blocking query, from `X-Nomad-Index` or `X-Consul-Index`. @default - the answer has none */
  readonly index?: number;
}

/** Optional parts of a request. */
export interface RequestOptions {
  /** A text is sent as it is, any other value as JSON. @default - no body */
  readonly body?: unknown;
  /** Secret of another token; an empty text makes the request anonymous. @default - the token of the access */
  readonly token?: string;
  /** Milliseconds that the server has to answer. @default - the timeout of the client */
  readonly timeout?: number;
  /** Ends the request when it aborts. @default - never */
  readonly signal?: AbortSignal;
}
