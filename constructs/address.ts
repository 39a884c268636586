import { createHash } from "node:crypto";
import type { Construct } from "constructs";
import { TerraformStack, Token } from "#cdk";
import { CodedError } from "../errors";
import { keeperOf } from "./kept-addresses";

interface Owner {
  /** Path of the construct. */
  readonly path: string;
  /** What identifies the object in its cluster. */
  readonly parts: readonly string[];
}

const taken = new WeakMap<TerraformStack, Map<string, Owner>>();

/**
 * Returns the Terraform name of a resource, made from what the resource is in Nomad or Consul (`dns`, `coredns` -> `dns_coredns`).
 *
 * The name is part of the contract. It does not depend on the construct path, so moving code in the program does not move anything in
 * the state. A character that Terraform does not allow in a name becomes `_`. If two objects, such as `api.v1` and `api_v1`, get the
 * same name, the one that the program declares first gets it and the other one gets a suffix. `cdknomad plan` keeps the addresses of the
 * state, whatever the order.
 *
 * @param scope a construct of the stack that owns the resource
 * @param type the Terraform resource type, such as `nomad_job`
 * @param parts what identifies the object in its cluster, the widest part first
 * @throws CodedError if the stack already has this object (`address-taken`), or a part of its name is a runtime value
 * (`property-invalid`)
 */
export function resourceAddress(scope: Construct, type: string, ...parts: readonly string[]): string {
  if (parts.some((part) => Token.isUnresolved(part))) {
    throw new CodedError(
      "property-invalid",
      `[${scope.node.path}] ${type}: a part of its name (namespace, name, or path) is a runtime value, and the Terraform address is made of it; write that part as plain text`,
    );
  }
  const stack = TerraformStack.of(scope);
  const owners = taken.get(stack) ?? new Map<string, Owner>();
  taken.set(stack, owners);
  const plain = identifier(parts);
  const suffixed = `${plain}_${suffix(parts)}`;
  const keeper = keeperOf(stack, `${type}.${plain}`);
  const first = owners.get(`${type}.${plain}`);
  const isFirst = first === undefined || isSame(first.parts, parts);
  const hasPlain = keeper === undefined ? isFirst : keeper === `${type}.${suffixed}`;
  const name = hasPlain ? plain : suffixed;
  const address = `${type}.${name}`;
  const owner = owners.get(address);
  if (owner !== undefined) {
    throw new CodedError(
      "address-taken",
      `[${scope.node.path}] ${address}: [${owner.path}] already declares this object, and Terraform would merge the two; remove one of them, or give it another name`,
    );
  }
  owners.set(address, { path: scope.node.path, parts });
  return name;
}

function identifier(parts: readonly string[]): string {
  const name = parts.join("_").replace(/[^A-Za-z0-9_-]/g, "_");
  return /^[A-Za-z_]/.test(name) ? name : `_${name}`;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Eight characters that depend only on the object. */
function suffix(parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 8);
}
