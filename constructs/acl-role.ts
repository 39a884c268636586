import { Construct } from "constructs";
import { dependable, type ITerraformDependable } from "#cdk";
import { AclRole as AclRoleResource } from "../.gen/terraform/nomad/acl-role";
import { withCode } from "../errors";
import { AclPolicy } from "./acl-policy";
import { resourceAddress } from "./address";
import { literal } from "./literal";
import { dependenciesOf } from "./order";
import { requireName } from "./require-name";
import { type IGrantee, type NamespaceRights, Rights } from "./rights";

/**
 * Properties of an {@link AclRole}.
 *
 * @see https://developer.hashicorp.com/nomad/api-docs/acl/roles#create-role
 */
export interface AclRoleProps {
  /** Name in Nomad: 1 to 128 letters, digits, and `-`. */
  readonly name: string;
  /**
   * Description for operators.
   * @default - no description
   */
  readonly description?: string;
  /**
   * Policies of the role: constructs of this program, or names of existing policies.
   * @default - only the policy with the granted rights
   */
  readonly policies?: readonly (AclPolicy | string)[];
}

/**
 * A role that binding rules can refer to: an {@link AclRole}, or an existing one of `AclRole.fromName`.
 *
 * @see https://developer.hashicorp.com/nomad/docs/secure/acl#roles
 */
export interface IAclRole {
  /** Name in Nomad. */
  readonly roleName: string;
  /** Terraform resources that create the role; empty for an existing role. */
  readonly dependables: readonly ITerraformDependable[];
}

/**
 * An ACL role: a set of policies that tokens and logins refer to by one name. Rights that are granted to the role are in a policy of
 * its own, `<name>-granted`. A role without any policy is an error at synthesis (`property-invalid`).
 *
 * @example
 * const users = new AclRole(stack, "users", { name: "users" });
 * lab.grantSubmitJobs(users);
 *
 * @see https://developer.hashicorp.com/nomad/docs/secure/acl#roles
 */
export class AclRole extends Construct implements IAclRole, IGrantee {
  readonly roleName: string;
  readonly dependables: readonly ITerraformDependable[];
  /** Reference to the ID that Nomad gives the role. */
  readonly roleId: string;
  private readonly resource: AclRoleResource;
  private readonly policies: string[];
  private readonly rights = new Rights();
  private granted?: AclPolicy;

  /**
   * @throws CodedError if Nomad does not accept the name (`property-invalid`), if the stack has this role already (`address-taken`), or
   * if two stacks would depend on each other (`stack-cycle`)
   */
  constructor(scope: Construct, id: string, { name, description, policies = [] }: AclRoleProps) {
    super(scope, id);
    requireName(this, "a role", name);
    this.policies = policies.map((policy) => (typeof policy === "string" ? policy : policy.policyName));
    this.resource = new AclRoleResource(this, "resource", {
      name,
      ...(description !== undefined && { description: literal(description) }),
      policy: this.policies.map((policy) => ({ name: literal(policy) })),
      dependsOn: dependenciesOf(
        this,
        policies.filter((policy) => typeof policy !== "string"),
      ),
    });
    this.resource.overrideLogicalId(resourceAddress(this, AclRoleResource.tfResourceType, name));
    this.node.addValidation({
      validate: () =>
        this.policies.length > 0
          ? []
          : [
              withCode(
                "property-invalid",
                `[${this.node.path}] policies: the role "${name}" has none; give it one, or grant it something`,
              ),
            ],
    });
    this.roleName = name;
    this.roleId = this.resource.id;
    this.dependables = [this.resource];
  }

  /**
   * Adds rights to the policy `<name>-granted` of the role.
   *
   * @throws CodedError if the stack has a policy of that name already (`address-taken`)
   */
  addRights(namespace: string, rights: NamespaceRights): void {
    this.rights.add(namespace, rights);
    if (!this.granted) {
      this.granted = new AclPolicy(this, "granted", {
        name: `${this.roleName}-granted`,
        description: `what was granted to the role ${this.roleName}`,
        rules: () => this.rights.rules(),
      });
      this.policies.push(this.granted.policyName);
      this.resource.putPolicy(this.policies.map((name) => ({ name: literal(name) })));
      this.resource.dependsOn = [...(this.resource.dependsOn ?? []), dependable(this.granted)];
    }
  }

  /**
   * Returns a reference to an existing role, which this program does not change.
   *
   * @param name the role's name in Nomad
   */
  static fromName(name: string): IAclRole {
    return { roleName: name, dependables: [] };
  }
}
