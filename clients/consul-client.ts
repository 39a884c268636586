import { ApiClient } from "./api-client";

/**
 * Client for the HTTP API of Consul.
 *
 * @see https://developer.hashicorp.com/consul/api-docs
 */
export class ConsulClient extends ApiClient {
  readonly product = "consul";
  protected readonly tokenHeader = "X-Consul-Token";
}
