import { Construct } from "constructs";
import type { ITerraformDependable } from "#cdk";
import type { Issue } from "../constructs/issue";
import { Job, type JobProps } from "../constructs/job";
import type { IGrantee, NamespaceRights } from "../constructs/rights";
import { printIssue } from "../constructs/validate";
import { foreignPaths, ownPath, type Secrets, variablesOf } from "./secrets";

/**
 * Properties of all patterns: where the job runs, and how Terraform manages it. They are those of `JobProps`.
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
  /** ID of the job, and name of its task and its service. */
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
 * The job of a pattern, and what it needs.
 *
 * @see docs/how-to/web-service.md
 */
export interface BuiltJob {
  /** Properties of the job. */
  readonly job: JobProps;
  /** Problems of the properties of the pattern. */
  readonly issues: readonly Issue[];
  /**
   * Environment variables whose values are in Nomad variables, which the job gets the right to read.
   * @default - none
   */
  readonly secrets?: Secrets | undefined;
  /**
   * Rights of the job in its own namespace, in addition to those to read its secrets.
   * @default - none
   */
  readonly rights?: NamespaceRights;
}

/**
 * The base of all patterns: one job, and the rights to read its secrets.
 *
 * @see docs/how-to/web-service.md
 */
export abstract class JobPattern extends Construct implements ITerraformDependable, IGrantee {
  /** The job. */
  readonly job: Job;

  /**
   * @throws CodedError if the stack has this job already (`address-taken`), if its name or namespace is a runtime value
   * (`property-invalid`), or if two stacks would depend on each other (`stack-cycle`)
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

  /** Terraform address of the job, for `dependsOn`. */
  get fqn(): string {
    return this.job.fqn;
  }

  addRights(namespace: string, rights: NamespaceRights): void {
    this.job.addRights(namespace, rights);
  }
}
