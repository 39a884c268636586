import {
  type Answer,
  type ApiClient,
  explainUnreachable,
  isUnreachable,
  type Method,
  type RequestOptions,
} from "../../../clients";
import { CodedError } from "../../../errors";

/** A server that does not answer or has to start first; the same request may succeed later. */
export class NotReadyError extends CodedError {}

/** Whether an error may disappear while a server starts. */
export const isNotReady = (error: unknown) => error instanceof NotReadyError;

/**
 * Sends a request and returns the answer, whatever its status below 500.
 *
 * @throws NotReadyError if there is no answer, or the server reports an error of its own
 */
export async function answerOf(
  client: ApiClient,
  method: Method,
  path: string,
  options: RequestOptions,
): Promise<Answer> {
  const { product, access } = client;
  const answer = await client.send(method, path, options);
  if (isUnreachable(answer)) {
    throw new NotReadyError("server-unreachable", explainUnreachable(product, access, answer));
  }
  if (answer.status >= 500) {
    throw new NotReadyError(
      "server-not-ready",
      `${product} at ${access.address} is not ready: it answered ${answer.status} to ${method} ${path}: ${answer.text}`,
    );
  }
  return answer;
}

/**
 * Returns the leader of the servers.
 *
 * @param disabled a part of the answer of an agent without ACLs
 * @param settings the block of an agent's configuration that enables ACLs
 * @throws NotReadyError if the servers have no leader yet
 * @throws CodedError if ACLs are not enabled (`bootstrap-refused`)
 */
export async function leaderOf(client: ApiClient, disabled: string, settings: string): Promise<string> {
  const server = `${client.product} at ${client.access.address}`;
  const { text } = await answerOf(client, "GET", "/v1/status/leader", { token: "" });
  const leader = JSON.parse(text) as string;
  if (leader === "") {
    throw new NotReadyError("no-leader", `${server}: no leader yet`);
  }
  const { text: self } = await answerOf(client, "GET", "/v1/acl/token/self", { token: "" });
  if (self.includes(disabled)) {
    throw new CodedError(
      "bootstrap-refused",
      `${server}: ACLs are not enabled; give every agent ${settings}, restart it and run this again`,
    );
  }
  return leader;
}
