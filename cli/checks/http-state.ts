import { type Answer, exchange } from "../../clients";
import { CodedError } from "../../errors";
import type { HttpBackend } from "../stack/http-backend";
import { type Finding, problem, unknown } from "./finding";

/** Milliseconds that a server of states has to answer. */
const TIMEOUT = 10_000;

/** The answers to a request for a state: the state, an empty one, or none yet. */
const READABLE = [200, 204, 404];

/** The answers to the release of a lock. */
const RELEASED = [200, 204];

/** Returns what keeps Terraform from a state on an HTTP server: no server, or credentials that it does not accept. */
export async function httpStateFindings(stack: string, backend: HttpBackend): Promise<Finding[]> {
  if (backend.hasCertificates) {
    return [unknown(`${stack}: only Terraform reads its state, because TF_HTTP_CLIENT_... contains certificates`)];
  }
  const { status, text } = await ask(backend, "GET", backend.address);
  if (READABLE.includes(status)) {
    return [];
  }
  const place = placeOf(backend.address);
  const reason =
    status === 0
      ? `${place} does not answer (${text}); correct state.http.address, or start that server`
      : status === 401 || status === 403
        ? `${place} answered ${status}; set TF_HTTP_USERNAME and TF_HTTP_PASSWORD to an account that may read and write it`
        : `${place} answered ${status}, which Terraform does not accept; correct state.http.address, or repair that server`;
  return [problem("state-unreachable", `${stack}: its state cannot be reached: ${reason}`)];
}

/**
 * Releases the lock of a state on an HTTP server. Terraform's own `force-unlock` sends no id, so that no server can compare it.
 *
 * @throws CodedError if the server refuses
 * @see https://github.com/hashicorp/terraform/issues/28421
 */
export async function unlockHttpState(stack: string, backend: HttpBackend, id: string): Promise<void> {
  const { unlock } = backend;
  if (!unlock) {
    throw new CodedError("lock-not-released", `${stack}: its state has no lock, because it has no address of a lock`);
  }
  if (backend.hasCertificates) {
    throw new CodedError(
      "lock-not-released",
      `${stack}: only Terraform reaches its state, because TF_HTTP_CLIENT_... contains certificates; release the lock on the server`,
    );
  }
  const { status, text } = await ask(backend, unlock.method, unlock.address, { ID: id });
  if (!RELEASED.includes(status)) {
    const answer = status === 0 ? `does not answer (${text})` : `answered ${status}`;
    throw new CodedError(
      "lock-not-released",
      `${stack}: the lock ${id} cannot be released: ${placeOf(unlock.address)} ${answer}; compare the id with the one that the server shows`,
    );
  }
}

function ask(backend: HttpBackend, method: string, address: string, body?: object): Promise<Answer> {
  const { headers, isUnverified } = backend;
  const { origin, pathname, search } = URL.canParse(address) ? new URL(address) : new URL("http://address.invalid");
  const access = { address: origin, ...(isUnverified && { tls: { insecure: true } }) };
  const json = body && { "content-type": "application/json" };
  return exchange(access, method, `${pathname}${search}`, {
    headers: { ...headers, ...json },
    body,
    timeout: TIMEOUT,
  });
}

/** The address for a message: without its query, in which some servers expect a token. */
function placeOf(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url ? `${url.origin}${url.pathname}` : "its address";
}
