import { Construct } from "constructs";
import { Annotations } from "#cdk";
import { AclToken as AclTokenResource } from "../.gen/terraform/nomad/acl-token";
import { CodedError, withCode } from "../errors";
import type { AclPolicy } from "./acl-policy";
import type { AclRole } from "./acl-role";
import { resourceAddress } from "./address";
import { literal } from "./literal";
import { dependenciesOf } from "./order";
import type { Duration } from "./spec";

/**
 * What an {@link AclToken} is made of.
 *
 * @see https://developer.hashicorp.com/nomad/api-docs/acl/tokens#create-token
 */
export interface AclTokenProps {
  /** A name for people; in one stack, no two tokens have the same. */
  readonly name: string;
  /**
   * The policies that the token has.
   * @default - none
   */
  readonly policies?: readonly (AclPolicy | string)[];
  /**
   * The roles that the token has.
   * @default - none
   */
  readonly roles?: readonly AclRole[];
  /**
   * Whether the token is valid in all regions.
   * @default false
   */
  readonly global?: boolean;
  /**
   * Lifetime of the token, such as `"8h"`.
   * @default - for ever, unless Nomad's servers have `token_max_expiration_ttl`
   */
  readonly ttl?: Duration;
}

/**
 * An ACL token for a user or a program that cannot log in with an {@link AuthMethod}. Nomad chooses its secret, and Terraform's state
 * then holds it: prefer an auth method, whose tokens are short-lived and stand nowhere. A synthesis warns of each.
 *
 * It is never a management token: the one of `cdknomad bootstrap` is enough.
 *
 * @see https://developer.hashicorp.com/nomad/docs/secure/acl/tokens
 */
export class AclToken extends Construct {
  /** A reference to the token's accessor id, which is no secret. */
  readonly accessorId: string;

  /**
   * @throws Error when the token has no right at all, or the stack has a token of this name already
   */
  constructor(scope: Construct, id: string, { name, policies = [], roles = [], global, ttl }: AclTokenProps) {
    super(scope, id);
    if (policies.length === 0 && roles.length === 0) {
      throw new CodedError(
        "property-invalid",
        `[${this.node.path}] roles: the token "${name}" has no right at all; give it a role or a policy`,
      );
    }
    const resource = new AclTokenResource(this, "resource", {
      name: literal(name),
      type: "client",
      ...(global !== undefined && { global }),
      ...(ttl !== undefined && { expirationTtl: ttl }),
      ...(policies.length > 0 && {
        policies: policies.map((policy) => (typeof policy === "string" ? literal(policy) : policy.policyName)),
      }),
      dependsOn: dependenciesOf(
        this,
        policies.filter((policy) => typeof policy !== "string"),
      ),
      ...(roles.length > 0 && { role: roles.map(({ roleId }) => ({ id: roleId })) }),
    });
    resource.overrideLogicalId(resourceAddress(this, AclTokenResource.tfResourceType, name));
    Annotations.of(this).addWarning(
      withCode(
        "secret-in-state",
        `[${this.node.path}] the secret of the token "${name}" will be in Terraform's state in plain text; prefer an AuthMethod where its holder can log in`,
      ),
    );
    this.accessorId = resource.accessorId;
  }
}
