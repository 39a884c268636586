import { fetchTls } from "../../tools/fetch-tls";
import type { TlsFiles } from "../../tools/tls-files";

/** Where an API is, and who asks. */
export interface Access {
  readonly address: string;
  readonly token?: string;
  /** With what an `https:` address is connected to. @default - nothing of its own */
  readonly tls?: TlsFiles;
}

/** An answer of it; status 0 says that there was none. */
export interface Answer {
  readonly status: number;
  /** The text of the answer, or why there was none. */
  readonly text: string;
  /** The system's or OpenSSL's own word for why there was none, as `ECONNREFUSED`. @default - there was an answer */
  readonly code?: string;
  /** The clock of who answered, as it stands in the answer's header. @default - the answer has none */
  readonly date?: string;
}

/** How long an answer may take, in milliseconds, before the server counts as one that does not answer. */
const PATIENCE = 60_000;

/**
 * Asks an API of Nomad's or Consul's, which take a token in the same header as each other, by different names.
 *
 * @param patience how long an answer may take, in milliseconds
 */
export async function ask(
  { address, token, tls }: Access,
  header: "X-Nomad-Token" | "X-Consul-Token",
  method: "GET" | "PUT" | "POST" | "DELETE",
  path: string,
  body?: unknown,
  patience = PATIENCE,
): Promise<Answer> {
  try {
    const request = {
      method,
      headers: token ? { [header]: token } : {},
      signal: AbortSignal.timeout(patience),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    const response = await fetchTls(`${address}${path}`, request, tls);
    const date = response.headers.get("date");
    return { status: response.status, text: (await response.text()).trim(), ...(date !== null && { date }) };
  } catch (error) {
    const { message, cause } = error as Failure;
    // What fetch itself says is "fetch failed"; the reason is below it.
    return { status: 0, text: cause?.message || message, code: codeOf(cause) ?? codeOf(error as Failure) ?? "" };
  }
}

/** What fetch throws, and what its cause is. */
interface Failure {
  readonly name: string;
  readonly message: string;
  readonly code?: unknown;
  readonly cause?: Failure;
}

/** A timeout has a name and no word of the system's. */
function codeOf(failure: Failure | undefined): string | undefined {
  if (failure?.name === "TimeoutError") {
    return failure.name;
  }
  return typeof failure?.code === "string" ? failure.code : undefined;
}
