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
 * Properties of an {@link AclToken}. It needs a policy or a role.
 *
 * @see https://developer.hashicorp.com/nomad/api-docs/acl/tokens#create-token
 */
export interface AclTokenProps {
  /** Name for operators, unique in the stack. */
  readonly name: string;
  /**
   * Policies of the token: constructs of this program, or names of existing policies.
   * @default - no policies
   */
  readonly policies?: readonly (AclPolicy | string)[];
  /**
   * Roles of the token.
   * @default - no roles
   */
  readonly roles?: readonly AclRole[];
  /**
   * Whether the token is valid in all regions.
   * @default - Nomad uses `false`
   */
  readonly global?: boolean;
  /**
   * Lifetime of the token, such as `"8h"`.
   * @default - the token does not expire, unless Nomad's servers set `token_max_expiration_ttl`
   */
  readonly ttl?: Duration;
}

/**
 * An ACL token of the type `client`, for a user or a program that cannot log in with an {@link AuthMethod}. Nomad creates the secret,
 * and Terraform's state contains it in plain text. Prefer an auth method: its tokens are short-lived and in no state. The synthesis
 * warns about each token (`secret-in-state`).
 *
 * @see https://developer.hashicorp.com/nomad/docs/secure/acl/tokens
 */
export class AclToken extends Construct {
  /** Reference to the accessor ID of the token, which is not a secret. */
  readonly accessorId: string;

  /**
   * @throws CodedError if the token has neither a policy nor a role (`property-invalid`), if the stack has a token of this name already
   * (`address-taken`), or if two stacks would depend on each other (`stack-cycle`)
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
