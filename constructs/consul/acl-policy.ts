import { Construct } from "constructs";
import { AclPolicy as AclPolicyResource } from "../../.gen/terraform/consul/acl-policy";
import { CodedError } from "../../errors";
import { resourceAddress } from "../address";
import { needConsul } from "../cluster-stack";
import { literal } from "../literal";
import { type ConsulAclRules, renderConsulAclRules } from "./acl-rules";

/**
 * What a {@link ConsulAclPolicy} is made of.
 *
 * @see https://developer.hashicorp.com/consul/docs/secure/acl/policy
 */
export interface ConsulAclPolicyProps {
  /** The name in Consul: 1 to 128 characters out of letters, digits, `-` and `_`. */
  readonly name: string;
  /**
   * A text for people.
   * @default - none
   */
  readonly description?: string;
  /** What the policy allows. */
  readonly rules: ConsulAclRules;
}

/**
 * An ACL policy of Consul's, written as typed rules.
 *
 * @example
 * new ConsulAclPolicy(stack, "read-web", { name: "read-web", rules: { services: { web: "read" } } });
 *
 * @see https://developer.hashicorp.com/consul/docs/secure/acl/policy
 */
export class ConsulAclPolicy extends Construct {
  /** The name in Consul. */
  readonly policyName: string;
  /** A reference to the id that Consul gives it. */
  readonly policyId: string;

  /**
   * @throws Error when the name is not one that Consul accepts, the stack has this policy already, or it has no Consul
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
  }
}
