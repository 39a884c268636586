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
 * What an {@link AclRole} is made of.
 *
 * @see https://developer.hashicorp.com/nomad/api-docs/acl/roles#create-role
 */
export interface AclRoleProps {
  /** The name in Nomad: 1 to 128 characters out of letters, digits and `-`. */
  readonly name: string;
  /**
   * A text for people.
   * @default - none
   */
  readonly description?: string;
  /**
   * The policies that the role stands for: those of this program, or names of others.
   * @default - only what is granted to it
   */
  readonly policies?: readonly (AclPolicy | string)[];
}

/**
 * A role as tokens and binding rules take it.
 *
 * @see https://developer.hashicorp.com/nomad/docs/secure/acl
 */
export interface IAclRole {
  /** The name in Nomad. */
  readonly roleName: string;
  /** The resources that make the role; none where it is only referred to. */
  readonly dependables: readonly ITerraformDependable[];
}

/**
 * An ACL role: a set of policies that persons get by one name. Rights granted to it become a policy of its own,
 * `<name>-granted`.
 *
 * @example
 * const users = new AclRole(stack, "users", { name: "users" });
 * lab.grantSubmitJobs(users);
 *
 * @see https://developer.hashicorp.com/nomad/docs/secure/acl
 */
export class AclRole extends Construct implements IAclRole, IGrantee {
  readonly roleName: string;
  readonly dependables: readonly ITerraformDependable[];
  /** A reference to the id that Nomad gives it. */
  readonly roleId: string;
  private readonly resource: AclRoleResource;
  private readonly policies: string[];
  private readonly rights = new Rights();
  private granted?: AclPolicy;

  /**
   * @throws Error when the name is not one that Nomad accepts, or the stack has this role already
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
   * A role that exists already and is not this program's to change.
   *
   * @param name its name in Nomad
   */
  static fromName(name: string): IAclRole {
    return { roleName: name, dependables: [] };
  }
}
