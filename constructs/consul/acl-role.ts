import { Construct } from "constructs";
import { AclRole as AclRoleResource } from "../../.gen/terraform/consul/acl-role";
import { CodedError } from "../../errors";
import { resourceAddress } from "../address";
import { needConsul } from "../cluster-stack";
import { literal } from "../literal";
import type { ConsulAclPolicy } from "./acl-policy";

/**
 * Properties of a {@link ConsulAclRole}.
 *
 * @see https://developer.hashicorp.com/consul/docs/secure/acl/role
 */
export interface ConsulAclRoleProps {
  /** Name in Consul: 1 to 256 letters, digits, `-`, and `_`. */
  readonly name: string;
  /**
   * Description for operators.
   * @default - no description
   */
  readonly description?: string;
  /** Policies of the role. */
  readonly policies: readonly ConsulAclPolicy[];
}

/**
 * An ACL role of Consul: a set of policies that tokens refer to by one name.
 *
 * @example
 * const readWeb = new ConsulAclPolicy(stack, "read-web", { name: "read-web", rules: { services: { web: "read" } } });
 * new ConsulAclRole(stack, "web-readers", { name: "web-readers", policies: [readWeb] });
 *
 * @see https://developer.hashicorp.com/consul/docs/secure/acl/role
 */
export class ConsulAclRole extends Construct {
  /** Name in Consul. */
  readonly roleName: string;

  /**
   * @throws CodedError if Consul does not accept the name (`property-invalid`), if the settings of the stack have no Consul
   * (`consul-missing`), or if the stack has this role already (`address-taken`)
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
