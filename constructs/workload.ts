import { Construct } from "constructs";
import type { ITerraformDependable } from "#cdk";
import { AclPolicy, type JobAcl } from "./acl-policy";
import { type IGrantee, type NamespaceRights, Rights } from "./rights";

/**
 * A job, or one of its groups or tasks, as a grantee: the rights that it gets become one policy
 * that Nomad ties to the workload's own identity, so that no token has to be handed to it.
 *
 * The policy is called `<namespace>-<job>`, with group and task where they are named.
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
   * @param who the workload; Nomad takes it by name, so the job may well be deployed later
   */
  constructor(
    scope: Construct,
    id: string,
    private readonly who: JobAcl,
  ) {
    super(scope, id);
  }

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

  /** The policy, where anything was granted. */
  get dependables(): readonly ITerraformDependable[] {
    return this.policy ? [this.policy] : [];
  }
}
