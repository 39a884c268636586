import type { ConsulAclRules } from "./acl-rules";

/**
 * Right on Terraform's states: `write` for plans and applies, `read` for plans with `-lock=false`.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend/consul
 */
export type StateRight = "read" | "write";

/**
 * Returns the rules that a token of Consul needs for Terraform's states below a prefix, and no more: it cannot list other keys. `write`
 * includes sessions on all nodes, because Terraform's lock is a session on the node whose agent answers.
 *
 * @param prefix the value of `state: { consul }`
 * @param right the level of the right
 *
 * @example
 * new ConsulAclPolicy(stack, "state", { name: "cdknomad-state", rules: statePolicy("cdknomad/prod", "write") });
 *
 * @see https://developer.hashicorp.com/terraform/language/backend/consul
 */
export function statePolicy(prefix: string, right: StateRight): ConsulAclRules {
  const keyPrefixes = { [`${prefix}/`]: right };
  return right === "read" ? { keyPrefixes } : { keyPrefixes, sessionPrefixes: { "": "write" } };
}
