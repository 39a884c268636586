import { Construct } from "constructs";
import type { ITerraformDependable } from "#cdk";
import { AclBindingRule } from "../../.gen/terraform/consul/acl-binding-rule";
import { resourceAddress } from "../address";
import { literal } from "../literal";
import { ConsulAclPolicy } from "./acl-policy";
import type { ConsulAclRules } from "./acl-rules";

/** What a {@link ConsulTaskPolicy} is made of. */
export interface ConsulTaskPolicyProps {
  /** The name of the policy in Consul. */
  readonly name: string;
  /** The task that gets the rights. */
  readonly task: { readonly namespace: string; readonly job: string; readonly task: string };
  /** What the task may do. */
  readonly rules: ConsulAclRules;
  /** The auth method with which tasks log in to Consul. */
  readonly authMethod: string;
}

/**
 * Rights in Consul of exactly one task: a policy, and a binding rule that gives it to the identity of this task, in addition to the role of
 * its namespace.
 *
 * @see https://developer.hashicorp.com/consul/docs/secure/acl/binding-rule
 */
export class ConsulTaskPolicy extends Construct implements ITerraformDependable {
  /** The Terraform address, for `dependsOn`. */
  readonly fqn: string;

  /**
   * @throws Error when the stack has this policy already, or has no Consul
   */
  constructor(scope: Construct, id: string, { name, task, rules, authMethod }: ConsulTaskPolicyProps) {
    super(scope, id);
    const description = `the task ${task.task} of the job ${task.job} in the Nomad namespace ${task.namespace}`;
    const policy = new ConsulAclPolicy(this, "policy", { name, description, rules });
    const claims = { nomad_namespace: task.namespace, nomad_job_id: task.job, nomad_task: task.task };
    const rule = new AclBindingRule(this, "rule", {
      authMethod: literal(authMethod),
      bindType: "policy",
      bindName: name,
      description: literal(description),
      selector: literal(
        Object.entries(claims)
          .map(([claim, value]) => `value.${claim} == ${JSON.stringify(value)}`)
          .join(" and "),
      ),
      dependsOn: [policy],
    });
    rule.overrideLogicalId(resourceAddress(this, AclBindingRule.tfResourceType, authMethod, name));
    this.fqn = rule.fqn;
  }
}
