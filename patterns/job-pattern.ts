import { Construct } from "constructs";
import type { ITerraformDependable } from "#cdk";
import type { Issue } from "../constructs/issue";
import { Job, type JobProps } from "../constructs/job";
import type { IGrantee, NamespaceRights } from "../constructs/rights";
import { printIssue } from "../constructs/validate";
import { foreignPaths, ownPath, type Secrets, variablesOf } from "./secrets";

/**
 * Where a job runs, and how Terraform handles it. All fields are those of `JobProps`.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/job
 */
export interface PatternProps
  extends Pick<
    JobProps,
    | "affinities"
    | "constraints"
    | "datacenters"
    | "ignore"
    | "meta"
    | "namespace"
    | "nodePool"
    | "priority"
    | "protect"
    | "region"
    | "terraform"
    | "transform"
    | "ui"
  > {
  /** The id of the job, which is also the name of its task and of its service. */
  readonly name: string;
}

/** The name of a job's namespace. */
export function namespaceNameOf({ namespace = "default" }: Pick<PatternProps, "namespace">): string {
  return typeof namespace === "string" ? namespace : namespace.namespaceName;
}

/** The fields of a job that a construct passes on. */
export function jobFields(props: PatternProps): PatternProps {
  const { affinities, constraints, datacenters, ignore, meta, name, namespace, nodePool, priority } = props;
  const { protect, region, terraform, transform, ui } = props;
  const fields = { name, namespace, region, datacenters, nodePool, priority, constraints, affinities, meta, ui };
  const all = { ...fields, ignore, protect, terraform, transform };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as unknown as PatternProps;
}

/**
 * A job that a construct made from its props.
 *
 * @see docs/how-to/web-service.md
 */
export interface BuiltJob {
  readonly job: JobProps;
  /** What is wrong with the props. */
  readonly issues: readonly Issue[];
  readonly secrets?: Secrets | undefined;
  /**
   * Rights of the job in its own namespace, beyond those to read its secrets.
   * @default - none
   */
  readonly rights?: NamespaceRights;
}

/**
 * What the constructs of this room have in common: one job, which is deployed with the rights to read its secrets.
 *
 * @see docs/how-to/web-service.md
 */
export abstract class JobPattern extends Construct implements ITerraformDependable, IGrantee {
  /** The job. */
  readonly job: Job;

  /**
   * @throws Error when the stack already has a job of this name in this namespace
   */
  constructor(scope: Construct, id: string, { job, issues, secrets = {}, rights }: BuiltJob) {
    super(scope, id);
    const { terraform = {} } = job;
    const dependsOn = [...(terraform.dependsOn ?? []), ...variablesOf(secrets, job.name)];
    this.job = new Job(this, "job", {
      ...job,
      ...(dependsOn.length > 0 && { terraform: { ...terraform, dependsOn } }),
    });
    this.grantSecrets(secrets);
    if (rights) {
      this.job.addRights(this.job.namespaceName, rights);
    }
    const where = `${this.job.namespaceName}/${this.job.jobId}`;
    this.node.addValidation({ validate: () => issues.map((issue) => printIssue(where, issue)) });
  }

  /** Lets the job read its secrets. */
  protected grantSecrets(secrets: Secrets): void {
    const { jobId, namespaceName } = this.job;
    for (const variable of variablesOf(secrets, jobId)) {
      // Nomad lets a job read its own variable.
      if (variable.path !== ownPath(jobId) || variable.namespaceName !== namespaceName) {
        variable.grantRead(this.job);
      }
    }
    for (const path of foreignPaths(secrets, jobId)) {
      this.job.addRights(namespaceName, { variables: { [path]: ["read"] } });
    }
  }

  /** The Terraform address, for `dependsOn`. */
  get fqn(): string {
    return this.job.fqn;
  }

  addRights(namespace: string, rights: NamespaceRights): void {
    this.job.addRights(namespace, rights);
  }
}
