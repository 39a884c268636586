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
}

/** How long an answer may take, in milliseconds, before the server counts as one that does not answer. */
const PATIENCE = 60_000;

/** Asks an API of Nomad's or Consul's, which take a token in the same header as each other, by different names. */
export async function ask(
  { address, token, tls }: Access,
  header: "X-Nomad-Token" | "X-Consul-Token",
  method: "GET" | "PUT" | "POST" | "DELETE",
  path: string,
  body?: unknown,
): Promise<Answer> {
  try {
    const request = {
      method,
      headers: token ? { [header]: token } : {},
      signal: AbortSignal.timeout(PATIENCE),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    const response = await fetchTls(`${address}${path}`, request, tls);
    return { status: response.status, text: (await response.text()).trim() };
  } catch (error) {
    const { message, cause } = error as Error;
    // What fetch itself says is "fetch failed"; the reason is below it.
    return { status: 0, text: cause instanceof Error && cause.message !== "" ? cause.message : message };
  }
}
