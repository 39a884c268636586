import { fetch } from "undici";
import { dispatcherFor } from "../../clients";
import { CodedError } from "../../errors";

/** The forge did not answer, or asked to wait. The request may succeed later, and may already have been executed. */
export class TransientError extends CodedError {
  /**
   * @param message the request and the answer
   * @param pause the wait that the forge requested, in milliseconds; absent if it requested none
   */
  constructor(
    message: string,
    readonly pause?: number,
  ) {
    super("forge-unreachable", message);
  }
}

/** The forge has no such object. */
export class NotFoundError extends CodedError {
  /** @param message the request and the answer */
  constructor(message: string) {
    super("forge-refused", message);
  }
}

/** An answer of a forge: the body as JSON, and the address of the next page. */
export interface Answer {
  readonly body: unknown;
  readonly next?: string;
}

/** The time limit of one request, in milliseconds. */
const REQUEST_LIMIT = 30_000;

/** The most pages of a list; with 100 entries each, more than any pull request has. */
const MOST_PAGES = 100;

/**
 * Sends one request to a forge's REST API, through the proxy of HTTPS_PROXY if it is set.
 *
 * @param headers the credentials, which are never part of a message
 * @throws TransientError when there is no answer, or one with status 429, with 500 or higher, or with a wait
 * @throws NotFoundError when the object does not exist, or the token may not read it
 * @throws CodedError when the forge refuses
 */
export async function send(
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  url: string,
  headers: Readonly<Record<string, string>>,
  body?: object,
): Promise<Answer> {
  const where = `${method} ${url}`;
  let response: Awaited<ReturnType<typeof fetch>>;
  let text: string;
  try {
    response = await fetch(url, {
      method,
      headers: { ...headers, ...(body && { "Content-Type": "application/json" }) },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(REQUEST_LIMIT),
      dispatcher: await dispatcherFor({ address: url }),
    });
    text = await response.text();
  } catch (error) {
    const { cause, message } = error as Error;
    throw new TransientError(`${where} received no answer: ${cause instanceof Error ? cause.message : message}`);
  }
  const { status, ok } = response;
  if (!ok) {
    const said = `${where} failed with status ${status}: ${text.slice(0, 500)}`;
    const after = Number(response.headers.get("retry-after") ?? Number.NaN);
    if (status === 429 || status >= 500 || !Number.isNaN(after)) {
      throw new TransientError(said, Number.isNaN(after) ? undefined : after * 1000);
    }
    if (status === 404) {
      throw new NotFoundError(`${said}; check that it exists and that the token may read it`);
    }
    const fix = status === 401 || status === 403 ? "; check the token and its permissions" : "";
    throw new CodedError("forge-refused", `${said}${fix}`);
  }
  const next = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get("link") ?? "")?.[1];
  return { body: text === "" ? undefined : JSON.parse(text), ...(next !== undefined && { next }) };
}

/** Returns all entries of a list, page by page. */
export async function readAll<T>(url: string, headers: Readonly<Record<string, string>>): Promise<T[]> {
  const all: T[] = [];
  let page: string | undefined = url;
  for (let count = 0; page !== undefined; count++) {
    if (count === MOST_PAGES) {
      throw new CodedError(
        "forge-refused",
        `GET ${url} has more than ${MOST_PAGES} pages; nothing was written, because the list is incomplete`,
      );
    }
    const { body, next }: Answer = await send("GET", page, headers);
    all.push(...(body as T[]));
    page = next;
  }
  return all;
}
