import { CodedError } from "../errors";
import type { Lab } from "../lab";
import { nomadApi } from "../lab/apis";

/** How long a token of a test is valid. */
const LIFETIME = "1h";

/**
 * Answer of Nomad to a request with a {@link TestToken}.
 *
 * @see docs/how-to/test.md
 */
export interface ApiAnswer {
  /** HTTP method of the request. */
  readonly method: string;
  /** Path and query of the request. */
  readonly path: string;
  /** HTTP status; 0 if Nomad did not answer. */
  readonly status: number;
  /** Body of the answer, or the reason why there is none. */
  readonly text: string;
}

/**
 * A token of Nomad with only the rights of some policies. It is created at the first request.
 *
 * @see docs/how-to/test.md
 */
export class TestToken {
  private secret: Promise<string> | undefined;

  /** @internal Tests get tokens from {@link TestLab.token}. */
  constructor(
    private readonly lab: Lab,
    private readonly policies: readonly string[],
  ) {}

  /**
   * Reads from Nomad's API.
   *
   * @param path path and query, such as `/v1/jobs?namespace=web`
   * @throws CodedError if Nomad does not have one of the policies (`arguments-invalid`)
   * @see docs/how-to/test.md
   */
  get(path: string): Promise<ApiAnswer> {
    return this.request("GET", path);
  }

  /**
   * Sends a request to Nomad's API.
   *
   * @param method HTTP method
   * @param path path and query, such as `/v1/jobs?namespace=web`
   * @param body value that is sent as JSON. @default - no body
   * @throws CodedError if Nomad does not have one of the policies (`arguments-invalid`)
   */
  async request(method: "GET" | "PUT" | "POST" | "DELETE", path: string, body?: unknown): Promise<ApiAnswer> {
    this.secret ??= this.create();
    const options = { token: await this.secret, ...(body !== undefined && { body }) };
    const { status, text } = await nomadApi(this.lab).send(method, path, options);
    return { method, path, status, text };
  }

  private async create(): Promise<string> {
    const nomad = nomadApi(this.lab);
    for (const policy of this.policies) {
      // Nomad accepts a policy that does not exist, and everything would be forbidden.
      if (!(await nomad.find(`/v1/acl/policy/${encodeURIComponent(policy)}`))) {
        throw new CodedError("arguments-invalid", `lab.token: Nomad has no policy "${policy}"; deploy it first`);
      }
    }
    const body = { Name: "test", Type: "client", Policies: this.policies, ExpirationTTL: LIFETIME };
    return (await nomad.request<{ SecretID: string }>("POST", "/v1/acl/token", { body })).SecretID;
  }
}
