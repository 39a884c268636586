import { ApiClient } from "./api-client";
import type { Answer, RequestOptions } from "./request";
import { explainTokenEnded } from "./token-ended";

/**
 * Client for the HTTP API of Nomad.
 *
 * @see https://developer.hashicorp.com/nomad/api-docs
 */
export class NomadClient extends ApiClient {
  readonly product = "nomad";
  protected readonly tokenHeader = "X-Nomad-Token";

  /**
   * Most endpoints of Nomad answer an expired token like one that lacks the right. The one that reports the token itself gives the
   * true reason.
   *
   * @see https://developer.hashicorp.com/nomad/api-docs/acl/tokens#read-self-token
   */
  protected override async causeOf(answer: Answer, { token }: RequestOptions = {}): Promise<Answer> {
    if (answer.status !== 403 || !/Permission denied/i.test(answer.text)) {
      return answer;
    }
    const about = await this.send("GET", "/v1/acl/token/self", token === undefined ? {} : { token });
    return explainTokenEnded(this.product, this.access, about) === undefined ? answer : about;
  }

  protected override queryOf(path: string): string {
    const { region } = this.access;
    return region ? `${path}${path.includes("?") ? "&" : "?"}region=${encodeURIComponent(region)}` : path;
  }
}
