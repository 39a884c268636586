import { Construct } from "constructs";
import { type ITerraformDependable, Lazy } from "#cdk";
import { AclPolicy as AclPolicyResource } from "../.gen/terraform/nomad/acl-policy";
import { CodedError } from "../errors";
import { type AclRules, renderAclRules } from "./acl-rules";
import { resourceAddress } from "./address";
import { literal } from "./literal";
import { type INamespace, Namespace } from "./namespace";
import { dependenciesOf } from "./order";
import { requireName } from "./require-name";

/**
 * Properties of an {@link AclPolicy}.
 *
 * @see https://developer.hashicorp.com/nomad/api-docs/acl/policies#create-or-update-policy
 */
export interface AclPolicyProps {
  /** Name in Nomad: 1 to 128 letters, digits, and `-`. */
  readonly name: string;
  /**
   * Description for operators, at most 256 characters.
   * @default - no description
   */
  readonly description?: string;
  /** Rights that the policy gives. A function is called at synthesis, after the whole program ran. */
  readonly rules: AclRules | (() => AclRules);
  /**
   * Workloads whose identity has the policy, without a token or a role that names it.
   * @default - only tokens and roles that name the policy have it
   * @see https://developer.hashicorp.com/nomad/docs/concepts/workload-identity#workload-associated-acl-policies
   */
  readonly jobAcl?: JobAcl;
}

/**
 * Workloads that have a policy: all of a namespace, those of a job, or those of one group or task of the job.
 * Nomad matches them by name, so the job can be registered later. Set at least `job` or `namespace`.
 *
 * @see https://developer.hashicorp.com/nomad/docs/concepts/workload-identity#workload-associated-acl-policies
 */
export interface JobAcl {
  /**
   * Namespace of the job: a {@link Namespace} of this program, or the name of one.
   * @default - Nomad uses `default`
   */
  readonly namespace?: INamespace | string;
  /**
   * ID of the job.
   * @default - all jobs of `namespace` have the policy
   */
  readonly job?: string;
  /**
   * Name of the group of the job that has the policy. It needs `job`.
   * @default - all groups of the job
   */
  readonly group?: string;
  /**
   * Name of the task of the group that has the policy. It needs `group`.
   * @default - all tasks of the group
   */
  readonly task?: string;
}

/**
 * An ACL policy of Nomad with typed rules. With `jobAcl`, workloads have it by their identity.
 *
 * @example
 * new AclPolicy(stack, "read-lab", {
 *   name: "read-lab",
 *   rules: { namespaces: { lab: { capabilities: ["list-jobs", "read-job"] } } },
 * });
 *
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/acl-policy
 */
export class AclPolicy extends Construct implements ITerraformDependable {
  /** Name in Nomad. */
  readonly policyName: string;
  /** Terraform address, for `dependsOn`. */
  readonly fqn: string;

  /**
   * @throws CodedError if Nomad does not accept the name or the description, or `jobAcl` is incomplete (`property-invalid`), if the
   * stack has this policy already (`address-taken`), or if two stacks would depend on each other (`stack-cycle`)
   */
  constructor(scope: Construct, id: string, props: AclPolicyProps) {
    super(scope, id);
    const { name, description, rules, jobAcl } = props;
    requireName(this, "a policy", name);
    if (description !== undefined && description.length > 256) {
      throw new CodedError(
        "property-invalid",
        `[${this.node.path}] description: ${description.length} characters are too many for Nomad, which keeps 256; shorten it`,
      );
    }
    const problem = jobAcl && problemOf(jobAcl);
    if (problem !== undefined) {
      throw new CodedError("property-invalid", `[${this.node.path}] ${problem}`);
    }
    const namespace = typeof jobAcl?.namespace === "string" ? Namespace.fromName(jobAcl.namespace) : jobAcl?.namespace;
    const order = dependenciesOf(this, namespace?.dependables ?? []);
    const resource = new AclPolicyResource(this, "resource", {
      name,
      ...(description !== undefined && { description: literal(description) }),
      rulesHcl:
        typeof rules === "function"
          ? Lazy.stringValue({ produce: () => renderAclRules(rules()) })
          : renderAclRules(rules),
      ...(jobAcl && {
        jobAcl: {
          ...(namespace && { namespace: literal(namespace.namespaceName) }),
          // The class requires a job, which Nomad does not.
          jobId: jobAcl.job === undefined ? (undefined as unknown as string) : literal(jobAcl.job),
          ...(jobAcl.group !== undefined && { group: literal(jobAcl.group) }),
          ...(jobAcl.task !== undefined && { task: literal(jobAcl.task) }),
        },
      }),
      ...(order.length > 0 && { dependsOn: order }),
    });
    resource.overrideLogicalId(resourceAddress(this, AclPolicyResource.tfResourceType, name));
    this.policyName = name;
    this.fqn = resource.fqn;
  }
}

/** Returns what is missing in `jobAcl`; undefined if nothing is. */
function problemOf({ namespace, job, group, task }: JobAcl): string | undefined {
  if (task !== undefined && group === undefined) {
    return `jobAcl.task: the task "${task}" is looked for in a group; name it in jobAcl.group`;
  }
  if (group !== undefined && job === undefined) {
    return `jobAcl.group: the group "${group}" is looked for in a job; name it in jobAcl.job`;
  }
  return job === undefined && namespace === undefined
    ? "jobAcl: it is empty, and would give the policy to all jobs of the namespace default; name a job or a namespace"
    : undefined;
}
