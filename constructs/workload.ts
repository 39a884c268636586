import { Construct } from "constructs";
import type { ITerraformDependable } from "#cdk";
import { AclPolicy, type JobAcl } from "./acl-policy";
import { type IGrantee, type NamespaceRights, Rights } from "./rights";

/**
 * A job, or one of its groups or tasks, that gets rights. The rights are in one policy that the workload identity has, so that the
 * workload needs no token.
 *
 * The policy is called `<namespace>-<job>`, followed by the group and the task if they are set.
 *
 * @example
 * const coredns = new Workload(stack, "coredns", { namespace: dns, job: "coredns" });
 * lab.grantReadJobs(coredns);
 *
 * @see https://developer.hashicorp.com/nomad/docs/concepts/workload-identity#workload-associated-acl-policies
 */
export class Workload extends Construct implements IGrantee {
  private readonly rights = new Rights();
  private policy?: AclPolicy;

  /**
   * @param who the workload; Nomad matches it by name, so the job can be registered later
   */
  constructor(
    scope: Construct,
    id: string,
    private readonly who: JobAcl,
  ) {
    super(scope, id);
  }

  /**
   * Adds rights to the policy of the workload.
   *
   * @throws CodedError if the workload is incomplete or the name of the policy too long (`property-invalid`), or if the stack has a policy of
   * that name already (`address-taken`)
   */
  addRights(namespace: string, rights: NamespaceRights): void {
    this.rights.add(namespace, rights);
    const { namespace: own = "default", job, group, task } = this.who;
    const words = [typeof own === "string" ? own : own.namespaceName, job, group, task];
    this.policy ??= new AclPolicy(this, "policy", {
      name: words
        .filter((word) => word !== undefined)
        .join("-")
        .replace(/[^A-Za-z0-9-]/g, "-"),
      description: `what was granted to ${words.filter((word) => word !== undefined).join("/")}`,
      rules: () => this.rights.rules(),
      jobAcl: this.who,
    });
  }

  /** The policy with the rights; empty if there are none. */
  get dependables(): readonly ITerraformDependable[] {
    return this.policy ? [this.policy] : [];
  }
}
