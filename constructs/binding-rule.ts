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
 * Properties of a {@link BindingRule}.
 *
 * @see https://developer.hashicorp.com/nomad/api-docs/acl/binding-rules#create-binding-rule
 */
export interface BindingRuleProps {
  /** Auth method of the logins that the rule applies to. */
  readonly authMethod: AuthMethod;
  /** Rights of a matching login: those of a role, those of a policy, or all (`"management"`, which needs a `selector`). */
  readonly bind:
    | {
        /** Role of the login. */
        readonly role: IAclRole;
      }
    | {
        /** Policy of the login. */
        readonly policy: AclPolicy;
      }
    | "management";
  /**
   * Expression that selects the logins by their mapped claims, such as `value.team == "ops"` or `"admins" in list.groups`.
   * @default - all logins of the auth method match
   */
  readonly selector?: string;
  /**
   * Description for operators.
   * @default - no description
   */
  readonly description?: string;
}

/**
 * A rule that gives the logins of an {@link AuthMethod} their rights. A login gets the rights of all rules that match.
 *
 * @see https://developer.hashicorp.com/nomad/docs/secure/acl#binding-rules
 */
export class BindingRule extends Construct {
  /**
   * @throws CodedError if Nomad cannot parse the selector, if the selector names a claim that the auth method does not map, or if every
   * login would get all rights (`property-invalid`), if the stack has this rule already (`address-taken`), or if two stacks would depend
   * on each other (`stack-cycle`)
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
 * @throws CodedError if Nomad cannot parse it, it names a claim that the method does not map, or a runtime value in it could become a
 * part of the expression (`property-invalid`)
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
