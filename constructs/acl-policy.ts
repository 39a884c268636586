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
 * What an {@link AclPolicy} is made of.
 *
 * @see https://developer.hashicorp.com/nomad/api-docs/acl/policies#create-or-update-policy
 */
export interface AclPolicyProps {
  /** The name in Nomad: 1 to 128 characters out of letters, digits and `-`. */
  readonly name: string;
  /**
   * A text for people, of at most 256 characters.
   * @default - none
   */
  readonly description?: string;
  /** What the policy allows; a function is asked when all of the program is known. */
  readonly rules: AclRules | (() => AclRules);
  /**
   * The workload whose identity gets the policy by itself, without a token that names it.
   * @default - only tokens and roles that name the policy get it
   * @see https://developer.hashicorp.com/nomad/docs/concepts/workload-identity#workload-associated-acl-policies
   */
  readonly jobAcl?: JobAcl;
}

/**
 * The workloads that get a policy: all of a namespace, those of a job, or only one of its groups or tasks.
 * Nomad finds them by name, so the job can be deployed later. Set at least `job` or `namespace`.
 *
 * @see https://developer.hashicorp.com/nomad/docs/concepts/workload-identity#workload-associated-acl-policies
 */
export interface JobAcl {
  /**
   * The namespace of the job.
   * @default - Nomad uses `default`
   */
  readonly namespace?: INamespace | string;
  /**
   * The id of the job.
   * @default - all jobs of `namespace` get the policy
   */
  readonly job?: string;
  /**
   * The group of the job that gets the policy; needs `job`.
   * @default - all of them
   */
  readonly group?: string;
  /**
   * The task of the group that gets the policy; needs `group`.
   * @default - all of them
   */
  readonly task?: string;
}

/**
 * A Nomad ACL policy, written as typed rules and, with `jobAcl`, tied to a workload.
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
  /** The name in Nomad. */
  readonly policyName: string;
  /** The Terraform address, for `dependsOn`. */
  readonly fqn: string;

  /**
   * @throws Error when the name or the description is not one that Nomad accepts, `jobAcl` is incomplete, or the stack has this
   * policy already
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

/** Returns what is missing; nothing if the workloads are named completely. */
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
