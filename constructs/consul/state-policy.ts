import type { ConsulAclRules } from "./acl-rules";

/**
 * Whether the states are written, or only read: for plans that are made with `-lock=false`.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend/consul
 */
export type StateRight = "read" | "write";

/**
 * The rules of Consul's that a token needs for Terraform's states below a prefix, and no more: it cannot even see that
 * there are other keys. To write takes a lock, which is a session on whichever node's agent answers.
 *
 * @param prefix the value of `state: { consul }`
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
