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
