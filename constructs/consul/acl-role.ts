import { Construct } from "constructs";
import { AclRole as AclRoleResource } from "../../.gen/terraform/consul/acl-role";
import { CodedError } from "../../errors";
import { resourceAddress } from "../address";
import { needConsul } from "../cluster-stack";
import { literal } from "../literal";
import type { ConsulAclPolicy } from "./acl-policy";

/**
 * What a {@link ConsulAclRole} is made of.
 *
 * @see https://developer.hashicorp.com/consul/docs/secure/acl/role
 */
export interface ConsulAclRoleProps {
  /** The name in Consul: 1 to 256 characters out of letters, digits, `-` and `_`. */
  readonly name: string;
  /**
   * A text for people.
   * @default - none
   */
  readonly description?: string;
  /** The policies that the role stands for. */
  readonly policies: readonly ConsulAclPolicy[];
}

/**
 * An ACL role of Consul's: a set of policies that a token gets by one name.
 *
 * @example
 * const readWeb = new ConsulAclPolicy(stack, "read-web", { name: "read-web", rules: { services: { web: "read" } } });
 * new ConsulAclRole(stack, "web-readers", { name: "web-readers", policies: [readWeb] });
 *
 * @see https://developer.hashicorp.com/consul/docs/secure/acl/role
 */
export class ConsulAclRole extends Construct {
  /** The name in Consul. */
  readonly roleName: string;

  /**
   * @throws Error when the name is not one that Consul accepts, the stack has this role already, or it has no Consul
   */
  constructor(scope: Construct, id: string, { name, description, policies }: ConsulAclRoleProps) {
    super(scope, id);
    if (!/^[A-Za-z0-9_-]{1,256}$/.test(name)) {
      throw new CodedError(
        "property-invalid",
        `[${this.node.path}] name: "${name}" is not a role name of Consul's; use 1 to 256 letters, digits, "-" and "_"`,
      );
    }
    needConsul(this);
    const resource = new AclRoleResource(this, "resource", {
      name,
      ...(description !== undefined && { description: literal(description) }),
      policies: policies.map(({ policyId }) => policyId),
    });
    resource.overrideLogicalId(resourceAddress(this, AclRoleResource.tfResourceType, name));
    this.roleName = name;
  }
}
