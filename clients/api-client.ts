import type { Access, Product } from "./access";
import { ApiError } from "./api-error";
import { awaitLeader, ELECTION_PATIENCE, explainLeaderless } from "./election";
import { exchange, follow } from "./exchange";
import { loginToken } from "./login";
import type { Answer, Method, RequestOptions } from "./request";
import { tlsAlert } from "./tls-alert";
import { explainTokenEnded } from "./token-ended";
import { explainUnreachable, isUnreachable } from "./unreachable";

/** Time in milliseconds after which a server counts as one that does not answer. */
const TIMEOUT = 60_000;

/** HTTP client for the API of one server. */
export abstract class ApiClient {
  /** The program that serves the API. */
  abstract readonly product: Product;
  protected abstract readonly tokenHeader: string;

  /**
   * @param timeout milliseconds that the server has to answer a request
   * @param patience milliseconds that requests wait while the servers elect a leader
   */
  constructor(
    readonly access: Access,
    private readonly timeout = TIMEOUT,
    private readonly patience = ELECTION_PATIENCE,
  ) {}

  /** Sends a request, waits if the servers elect a leader, and returns the answer, whatever its status. */
  async send(method: Method, path: string, options: RequestOptions = {}): Promise<Answer> {
    const { body, timeout = this.timeout, token = await this.ownToken(), signal } = options;
    const headers = this.headers(token);
    const answer = await awaitLeader(this, { method, path, patience: this.patience }, () =>
      exchange(this.access, method, this.queryOf(path), { headers, body, timeout, signal }),
    );
    const alert = answer.code === "UND_ERR_SOCKET" ? await tlsAlert(this.access) : undefined;
    return alert === undefined ? answer : { ...answer, code: alert };
  }

  /**
   * Sends a request and parses the answer, which may be empty.
   *
   * @throws ApiError if there is no answer or its status is not 2xx
   */
  async request<T>(method: Method, path: string, options?: RequestOptions): Promise<T> {
    const answer = await this.send(method, path, options);
    if (answer.status < 200 || answer.status >= 300) {
      throw this.errorOf(method, path, await this.causeOf(answer, options));
    }
    return (answer.text === "" ? undefined : JSON.parse(answer.text)) as T;
  }

  /**
   * Reads a text that does not end, and passes it on as it arrives.
   *
   * @returns the answer after its end; its status is 0 if the connection ended early or `signal` ended it
   */
  async follow(path: string, signal: AbortSignal, receive: (text: string) => void): Promise<Answer> {
    const headers = this.headers(await this.ownToken());
    return follow(this.access, this.queryOf(path), { headers, signal }, receive);
  }

  /** Reads an object. @throws ApiError if there is no answer or its status is not 2xx */
  get<T>(path: string): Promise<T> {
    return this.request<T>("GET", path);
  }

  /** Reads an object; undefined if the server has no such object. @throws ApiError for any other failure */
  async find<T>(path: string): Promise<T | undefined> {
    return this.get<T>(path).catch((error: unknown) => {
      if (error instanceof ApiError && error.status === 404) {
        return undefined;
      }
      throw error;
    });
  }

  /** The error for an answer that is not a success. */
  errorOf(method: Method, path: string, answer: Answer): ApiError {
    const { status, text } = answer;
    const ended = explainTokenEnded(this.product, this.access, answer);
    if (ended !== undefined) {
      return new ApiError(status, ended, "token-expired");
    }
    const leaderless = explainLeaderless(this.product, this.access, method, answer);
    if (leaderless !== undefined) {
      return new ApiError(status, leaderless, "no-leader");
    }
    const message = isUnreachable(answer)
      ? explainUnreachable(this.product, this.access, answer)
      : `${this.product} at ${this.access.address} answered ${status} to ${method} ${path}: ${text || "no text"}`;
    return new ApiError(status, message);
  }

  /** The answer that says why a request failed, where the one to the request itself does not. */
  protected async causeOf(answer: Answer, _options?: RequestOptions): Promise<Answer> {
    return answer;
  }

  /** The token of the access, or that of its login. @throws ApiError if the login fails */
  private async ownToken(): Promise<string | undefined> {
    const { login, token } = this.access;
    return login ? loginToken(this, login) : token;
  }

  private headers(token: string | undefined): Readonly<Record<string, string>> {
    const { basicAuth } = this.access;
    return {
      ...(token && { [this.tokenHeader]: token }),
      ...(basicAuth !== undefined && { authorization: `Basic ${Buffer.from(basicAuth).toString("base64")}` }),
    };
  }

  /** The path and query of a request, with what the API needs in every request. */
  protected queryOf(path: string): string {
    return path;
  }
}
