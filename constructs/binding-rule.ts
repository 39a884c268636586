import { Construct } from "constructs";
import type { ITerraformDependable } from "#cdk";
import { AclBindingRule } from "../.gen/terraform/nomad/acl-binding-rule";
import { CodedError } from "../errors";
import type { AclPolicy } from "./acl-policy";
import type { IAclRole } from "./acl-role";
import { resourceAddress } from "./address";
import type { AuthMethod } from "./auth-method";
import { goString, RUNTIME_STRING } from "./generated-text";
import { nearest } from "./issue";
import { literal } from "./literal";
import { dependenciesOf } from "./order";
import { parseSelector } from "./selector";

/**
 * What a {@link BindingRule} is made of.
 *
 * @see https://developer.hashicorp.com/nomad/api-docs/acl/binding-rules#create-binding-rule
 */
export interface BindingRuleProps {
  /** The method of the logins that it is about. */
  readonly authMethod: AuthMethod;
  /** What a login that it applies to gets: a role, a policy, or all rights. */
  readonly bind: { readonly role: IAclRole } | { readonly policy: AclPolicy } | "management";
  /**
   * Selects the logins, such as `value.team == "ops"` or `"admins" in list.groups`.
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
   * @throws Error when Nomad cannot parse the selector, when it names a claim that the auth method does not map, when everybody would get all
   * rights, or when the stack has this rule already
   */
  constructor(scope: Construct, id: string, { authMethod, bind, selector, description }: BindingRuleProps) {
    super(scope, id);
    const checked = selector === undefined ? undefined : checkedSelector(this.node.path, selector, authMethod);
    if (bind === "management" && selector === undefined) {
      throw new CodedError(
        "property-invalid",
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
      ...(bindName !== undefined && { bindName: literal(bindName) }),
      ...(checked !== undefined && { selector: checked }),
      ...(description !== undefined && { description: literal(description) }),
      dependsOn: dependenciesOf(this, [authMethod, ...bound(bind)]),
    });
    resource.overrideLogicalId(resourceAddress(this, AclBindingRule.tfResourceType, authMethod.methodName, id));
  }
}

/**
 * Returns the text of a selector for Terraform.
 *
 * @throws Error if Nomad's servers would not parse it, it names a claim that the method does not map, or a runtime value in it could
 * become a part of the expression
 */
function checkedSelector(path: string, selector: string, { claims, methodName }: AuthMethod): string {
  const fail = (message: string) => new CodedError("property-invalid", `[${path}] selector: ${message}`);
  const parsed = parseSelector(selector);
  if ("invalidAt" in parsed) {
    const rest = selector.slice(parsed.invalidAt, parsed.invalidAt + 20);
    const place = rest === "" ? "its end" : `${JSON.stringify(rest)} (character ${parsed.invalidAt + 1})`;
    throw fail(
      `got ${JSON.stringify(selector)}, which Nomad cannot parse at ${place}; write a comparison such as value.team == "ops" or "admins" in list.groups, joined by and, or, not`,
    );
  }
  for (const { parts } of parsed.names) {
    const claim = parts.join(".");
    if (!claims.has(claim)) {
      const meant = nearest(claim, claims);
      const fix = meant === undefined ? `it maps ${[...claims].join(", ") || "none"}` : `did you mean "${meant}"`;
      throw fail(
        `the auth method "${methodName}" maps no claim to "${claim}", so that the rule could never apply; ${fix}`,
      );
    }
  }
  const isInText = (at: number) => parsed.texts.some(([from, to]) => from < at && at < to);
  if ([...selector.matchAll(RUNTIME_STRING)].some(({ index }) => !isInText(index))) {
    throw fail(
      "a runtime value can only be inside of a text in double quotes, where it cannot become a part of the expression",
    );
  }
  return literal(selector.replace(RUNTIME_STRING, goString));
}

/** What has to exist before a login can get it. */
function bound(bind: BindingRuleProps["bind"]): readonly ITerraformDependable[] {
  if (bind === "management") {
    return [];
  }
  return "role" in bind ? bind.role.dependables : [bind.policy];
}
