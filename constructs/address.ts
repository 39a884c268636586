import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

const taken = new WeakMap<TerraformStack, Map<string, string>>();

/**
 * The Terraform name of a resource, made from what it is in Nomad or Consul (`dns`, `coredns` -> `dns_coredns`).
 *
 * It is part of the contract: it does not hang on the construct's path, so that moving code in the program moves
 * nothing in the state. A character that Terraform does not allow in a name becomes `_`.
 *
 * @param scope a construct of the stack that owns the resource
 * @param type the Terraform resource type, as `nomad_job`
 * @param parts what identifies the resource in its cluster, the widest first
 * @throws Error when another resource of the same type in this stack already has the address
 */
export function resourceAddress(scope: Construct, type: string, ...parts: readonly string[]): string {
  const name = parts.join("_").replace(/[^A-Za-z0-9_-]/g, "_");
  const identifier = /^[A-Za-z_]/.test(name) ? name : `_${name}`;
  const address = `${type}.${identifier}`;
  const stack = TerraformStack.of(scope);
  const addresses = taken.get(stack) ?? new Map<string, string>();
  const owner = addresses.get(address);
  if (owner !== undefined) {
    throw new Error(
      `[${scope.node.path}] ${address}: this address is already that of [${owner}], and Terraform would merge the two silently; give one of them another name`,
    );
  }
  taken.set(stack, addresses.set(address, scope.node.path));
  return identifier;
}
