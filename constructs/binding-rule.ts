import { AclBindingRule } from "@cdktf/provider-nomad/lib/acl-binding-rule";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { AclPolicy } from "./acl-policy";
import type { IAclRole } from "./acl-role";
import { resourceAddress } from "./address";
import type { AuthMethod } from "./auth-method";
import { literal } from "./literal";
import { nearest } from "./spec";

/** What a {@link BindingRule} is made of. */
export interface BindingRuleProps {
  /** The method of the logins that it is about. */
  readonly authMethod: AuthMethod;
  /** What a login that it applies to gets: a role, a policy, or all rights. */
  readonly bind: { readonly role: IAclRole } | { readonly policy: AclPolicy } | "management";
  /**
   * To which logins it applies, as `value.team == "ops"` or `"admins" in list.groups`.
   * @default - to all of the method
   */
  readonly selector?: string;
  /**
   * A text for people.
   * @default - none
   */
  readonly description?: string;
}

/**
 * What a login by an {@link AuthMethod} may do.
 *
 * @see https://developer.hashicorp.com/nomad/docs/secure/acl#binding-rules
 */
export class BindingRule extends Construct {
  /**
   * @throws Error when the selector names a claim that the auth method does not map, when everybody would get all
   * rights, or when the stack has this rule already
   */
  constructor(scope: Construct, id: string, { authMethod, bind, selector, description }: BindingRuleProps) {
    super(scope, id);
    for (const [claim] of (selector ?? "").matchAll(/\b(?:value|list)\.\w+/g)) {
      if (!authMethod.claims.has(claim)) {
        const meant = nearest(claim, authMethod.claims);
        const mend =
          meant === undefined ? `it maps ${[...authMethod.claims].join(", ") || "none"}` : `did you mean "${meant}"`;
        throw new Error(
          `[${this.node.path}] selector: the auth method "${authMethod.methodName}" maps no claim to "${claim}", so that the rule could never apply; ${mend}`,
        );
      }
    }
    if (bind === "management" && selector === undefined) {
      throw new Error(
        `[${this.node.path}] bind: everybody who can log in by "${authMethod.methodName}" would get all rights; say who with a selector`,
      );
    }
    const [bindType, bindName] =
      bind === "management"
        ? ["management"]
        : "role" in bind
          ? ["role", bind.role.roleName]
          : ["policy", bind.policy.policyName];
    const resource = new AclBindingRule(this, "resource", {
      authMethod: authMethod.methodName,
      bindType,
      ...(bindName !== undefined && { bindName }),
      ...(selector !== undefined && { selector: literal(selector) }),
      ...(description !== undefined && { description: literal(description) }),
      dependsOn: [authMethod, ...bound(bind)],
    });
    resource.overrideLogicalId(resourceAddress(this, AclBindingRule.tfResourceType, authMethod.methodName, id));
  }
}

/** What has to exist before a login can get it. */
function bound(bind: BindingRuleProps["bind"]): readonly ITerraformDependable[] {
  if (bind === "management") {
    return [];
  }
  return "role" in bind ? bind.role.dependables : [bind.policy];
}
