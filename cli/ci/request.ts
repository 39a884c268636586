/** The forge did not answer, or asks to come back later; the same may work then, and what was asked may have been done. */
export class TransientError extends Error {
  /**
   * @param message where, and what was got
   * @param pause how long the forge asks to wait, in milliseconds; absent where it says nothing
   */
  constructor(
    message: string,
    readonly pause?: number,
  ) {
    super(message);
  }
}

/** The forge has no such thing. */
export class NotFoundError extends Error {}

/** An answer of a forge: its body as JSON, and where the next page is. */
export interface Answer {
  readonly body: unknown;
  readonly next?: string;
}

/** How long one request may take, in milliseconds. */
const REQUEST_LIMIT = 30_000;

/** How many pages of a list are read: at a hundred entries each, more than any pull request has. */
const MOST_PAGES = 100;

/**
 * Sends one request to a forge's REST API.
 *
 * @param headers who asks; never part of a message
 * @throws TransientError when there is no answer, one with status 429 or from 500 on, or one that says when to come back
 * @throws NotFoundError when there is no such thing, or the token may not see it
 * @throws Error when the forge refuses
 */
export async function send(
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  url: string,
  headers: Readonly<Record<string, string>>,
  body?: object,
): Promise<Answer> {
  const where = `${method} ${url}`;
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method,
      headers: { ...headers, ...(body && { "Content-Type": "application/json" }) },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(REQUEST_LIMIT),
    });
    text = await response.text();
  } catch (error) {
    const { cause, message } = error as Error;
    throw new TransientError(`${where} got no answer: ${cause instanceof Error ? cause.message : message}`);
  }
  const { status, ok } = response;
  if (!ok) {
    const said = `${where} was answered ${status}: ${text.slice(0, 500)}`;
    const after = Number(response.headers.get("retry-after") ?? Number.NaN);
    if (status === 429 || status >= 500 || !Number.isNaN(after)) {
      throw new TransientError(said, Number.isNaN(after) ? undefined : after * 1000);
    }
    if (status === 404) {
      throw new NotFoundError(`${said}; check that it is there and that the token may see it`);
    }
    const mend = status === 401 || status === 403 ? "; check the token and its permissions" : "";
    throw new Error(`${said}${mend}`);
  }
  const next = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get("link") ?? "")?.[1];
  return { body: text === "" ? undefined : JSON.parse(text), ...(next !== undefined && { next }) };
}

/** All entries of a list, page by page. */
export async function readAll<T>(url: string, headers: Readonly<Record<string, string>>): Promise<T[]> {
  const all: T[] = [];
  let page: string | undefined = url;
  for (let count = 0; page !== undefined; count++) {
    if (count === MOST_PAGES) {
      throw new Error(`GET ${url} has more than ${MOST_PAGES} pages; nothing is written, as not all of it is known`);
    }
    const { body, next }: Answer = await send("GET", page, headers);
    all.push(...(body as T[]));
    page = next;
  }
  return all;
}
