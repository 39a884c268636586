import { reasonOf } from "../errors";
import type { Access } from "./access";
import { dispatcherFor } from "./dispatcher";
import { socketPath } from "./parse-address";
import type { Answer, Method } from "./request";

/** Parts of a request that {@link exchange} sends. */
export interface Outgoing {
  readonly headers?: Readonly<Record<string, string>>;
  /** A text is sent as it is, any other value as JSON. @default - no body */
  readonly body?: unknown;
  /** Milliseconds that the server has to answer. */
  readonly timeout: number;
}

/**
 * Sends a request to a server and returns the answer, whatever its status.
 *
 * @param access address and TLS settings of the server
 * @param path path and query, which begin with `/`
 */
export async function exchange(
  access: Pick<Access, "address" | "tls">,
  method: Method,
  path: string,
  { headers, body, timeout }: Outgoing,
): Promise<Answer> {
  try {
    const dispatcher = await dispatcherFor(access);
    const { request } = await import("undici");
    const answer = await request(new URL(`${hostOf(access)}${path}`), {
      method,
      dispatcher,
      signal: AbortSignal.timeout(timeout),
      ...(headers && { headers }),
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const { date } = answer.headers;
    const text = (await answer.body.text()).trim();
    return { status: answer.statusCode, text, ...(typeof date === "string" && { date }) };
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
