import { Construct } from "constructs";
import type { ITerraformDependable } from "#cdk";
import { AclPolicy as AclPolicyResource } from "../../.gen/terraform/consul/acl-policy";
import { CodedError } from "../../errors";
import { resourceAddress } from "../address";
import { needConsul } from "../cluster-stack";
import { literal } from "../literal";
import { type ConsulAclRules, renderConsulAclRules } from "./acl-rules";

/**
 * Properties of a {@link ConsulAclPolicy}.
 *
 * @see https://developer.hashicorp.com/consul/docs/secure/acl/policy
 */
export interface ConsulAclPolicyProps {
  /** Name in Consul: 1 to 128 letters, digits, `-`, and `_`. */
  readonly name: string;
  /**
   * Description for operators.
   * @default - no description
   */
  readonly description?: string;
  /** Rights that the policy gives. */
  readonly rules: ConsulAclRules;
}

/**
 * An ACL policy of Consul with typed rules.
 *
 * @example
 * new ConsulAclPolicy(stack, "read-web", { name: "read-web", rules: { services: { web: "read" } } });
 *
 * @see https://developer.hashicorp.com/consul/docs/secure/acl/policy
 */
export class ConsulAclPolicy extends Construct implements ITerraformDependable {
  /** Name in Consul. */
  readonly policyName: string;
  /** Reference to the ID that Consul gives the policy. */
  readonly policyId: string;
  /** The Terraform address, for `dependsOn`. */
  readonly fqn: string;

  /**
   * @throws CodedError if Consul does not accept the name (`property-invalid`), if the settings of the stack have no Consul
   * (`consul-missing`), or if the stack has this policy already (`address-taken`)
   */
  constructor(scope: Construct, id: string, { name, description, rules }: ConsulAclPolicyProps) {
    super(scope, id);
    if (!/^[A-Za-z0-9_-]{1,128}$/.test(name)) {
      throw new CodedError(
        "property-invalid",
        `[${this.node.path}] name: "${name}" is not a policy name of Consul's; use 1 to 128 letters, digits, "-" and "_"`,
      );
    }
    needConsul(this);
    const resource = new AclPolicyResource(this, "resource", {
      name,
      ...(description !== undefined && { description: literal(description) }),
      rules: renderConsulAclRules(rules),
    });
    resource.overrideLogicalId(resourceAddress(this, AclPolicyResource.tfResourceType, name));
    this.policyName = name;
    this.policyId = resource.id;
    this.fqn = resource.fqn;
  }
}
