import { reasonOf } from "../errors";
import type { Access } from "./access";
import { dispatcherFor } from "./dispatcher";
import { socketPath } from "./parse-address";
import type { Answer } from "./request";

/** Parts of a request that {@link exchange} sends. */
export interface Outgoing {
  readonly headers?: Readonly<Record<string, string>>;
  /** A text is sent as it is, any other value as JSON. @default - no body */
  readonly body?: unknown;
  /** Milliseconds that the server has to answer. */
  readonly timeout: number;
  /** Ends the request when it aborts. @default - never */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sends a request to a server and returns the answer, whatever its status.
 *
 * @param access address and TLS settings of the server
 * @param method the HTTP method; a server of Terraform's states has methods of its own
 * @param path path and query, which begin with `/`
 */
export async function exchange(
  access: Pick<Access, "address" | "tls">,
  method: string,
  path: string,
  { headers, body, timeout, signal }: Outgoing,
): Promise<Answer> {
  try {
    const dispatcher = await dispatcherFor(access);
    const { request } = await import("undici");
    const answer = await request(new URL(`${hostOf(access)}${path}`), {
      method,
      dispatcher,
      signal: signal ? AbortSignal.any([AbortSignal.timeout(timeout), signal]) : AbortSignal.timeout(timeout),
      ...(headers && { headers }),
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const { date, "x-nomad-index": ofNomad, "x-consul-index": ofConsul } = answer.headers;
    const index = Number.parseInt(String(ofNomad ?? ofConsul), 10);
    const text = (await answer.body.text()).trim();
    return {
      status: answer.statusCode,
      text,
      ...(typeof date === "string" && { date }),
      ...(index >= 0 && { index }),
    };
  } catch (error) {
    return { status: 0, ...failure(error as Failure) };
  }
}

/**
 * Sends a request whose answer does not end, such as the logs of a task, and passes on its text as it arrives.
 *
 * @param signal ends the request
 * @returns the status of the answer; `text` is the body if the status is not 200
 */
export async function follow(
  access: Pick<Access, "address" | "tls">,
  path: string,
  { headers, signal }: Required<Pick<Outgoing, "headers">> & { readonly signal: AbortSignal },
  receive: (text: string) => void,
): Promise<Answer> {
  try {
    const dispatcher = await dispatcherFor(access);
    const { request } = await import("undici");
    const url = new URL(`${hostOf(access)}${path}`);
    // A task may print nothing for hours.
    const answer = await request(url, {
      method: "GET",
      dispatcher,
      headers,
      signal,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    if (answer.statusCode !== 200) {
      return { status: answer.statusCode, text: (await answer.body.text()).trim() };
    }
    for await (const chunk of answer.body.setEncoding("utf8")) {
      receive(chunk);
    }
    return { status: 200, text: "" };
  } catch (error) {
    return { status: 0, ...failure(error as Failure) };
  }
}

/** The address, in which the host has no meaning if the connection goes through a unix socket. */
function hostOf({ address }: Pick<Access, "address">): string {
  return socketPath(address) === undefined ? address : "http://localhost";
}

/** Error of a connection. A host with several addresses fails with one error for each of them. */
interface Failure {
  readonly name: string;
  readonly message: string;
  readonly code?: unknown;
  readonly cause?: Failure;
  readonly errors?: readonly Failure[];
}

function failure(error: Failure): { readonly text: string; readonly code: string } {
  const cause = error.errors?.[0] ?? error.cause ?? error;
  const { name, code } = cause;
  // A timeout has a name, and a number as its code.
  return { text: reasonOf(cause), code: typeof code === "string" ? code : name === "TimeoutError" ? name : "" };
}
