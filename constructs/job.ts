import { Job as JobResource } from "@cdktf/provider-nomad/lib/job";
import { Annotations, dependable, type ITerraformDependable, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { resourceAddress } from "./address";
import { ClusterStack, clusterFacts, clusterPlacement } from "./cluster-stack";
import { missingTaskRole } from "./consul/task-roles";
import { literal } from "./literal";
import { type INamespace, Namespace } from "./namespace";
import type { IGrantee, NamespaceRights } from "./rights";
import { encodeJob, type Issue, type JobSpec, SpecError, type WireJob } from "./spec";
import { applyIgnores, type Ignore, printIssue, validateJob } from "./validate";
import { type JobGroup, resolveVolumes } from "./volume";
import { Workload } from "./workload";

/** What a {@link Job} is made of: Nomad's job specification, and how Terraform is to handle it. */
export interface JobProps extends Omit<JobSpec, "namespace" | "groups"> {
  /**
   * The namespace of the job: a {@link Namespace} of this program, which is then made first, or the name of one that exists.
   * @default - Nomad uses `default`
   */
  readonly namespace?: INamespace | string;
  /** Groups of tasks. Each group is placed as one allocation on one node. */
  readonly groups: readonly JobGroup[];
  /**
   * How Terraform registers and removes the job.
   * @default - wait for the deployment; stop the job when it leaves the program
   */
  readonly terraform?: JobTerraformOptions;
  /**
   * Whether a plan that stops the job needs a confirmation that names it: one that replaces it, and one of a program that
   * has it no more. It is kept in Terraform's state, and nothing of it is seen by Nomad; only our own provider knows it.
   * @default false, but a job with volumes is protected all the same
   */
  readonly protect?: boolean;
  /**
   * Rules that do not hold for this job, each with the reason; `docs/errors` tells what they are.
   * @default - all rules hold
   */
  readonly ignore?: readonly Ignore[];
  /**
   * The last word on the JSON that goes to Nomad's API, for what the typed specification cannot say.
   * It changes the job in place; one that changes nothing is an error, so that no dead escape hatch stays behind.
   * @default - none
   */
  readonly transform?: (job: WireJob) => void;
}

/**
 * How Terraform handles a job; nothing of it is seen by Nomad.
 * @see https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/job
 */
export interface JobTerraformOptions {
  /**
   * Whether to return as soon as Nomad has accepted the job, without waiting until it runs.
   * @default false
   */
  readonly detach?: boolean;
  /**
   * Whether the job is stopped when its resource is destroyed.
   * @default true
   */
  readonly deregisterOnDestroy?: boolean;
  /**
   * Whether a job that is stopped by a destroy is also forgotten by Nomad at once.
   * @default false
   */
  readonly purgeOnDestroy?: boolean;
  /**
   * Whether a job that is dead is run again at the next apply.
   * @default false
   */
  readonly rerunIfDead?: boolean;
  /**
   * How long to wait for a new and for a changed job, as `"5m"`.
   * @default - the provider waits 5 minutes
   */
  readonly timeouts?: { readonly create?: string; readonly update?: string };
  /**
   * The address under which Terraform's state holds the job, as `nomad_job.default_web`, where it is to have another from
   * now on: the job is moved in the state, and not destroyed and made anew. It may be left out after the next apply.
   * @default - the state holds the job under its address, or not at all
   */
  readonly movedFrom?: string;
  /**
   * What has to exist before the job is registered, beside its namespace.
   * @default - nothing
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * A Nomad job, written as a typed object that reads like its HCL.
 *
 * Every problem of the specification is reported at synthesis, with those of all other jobs: errors stop it, warnings do not.
 *
 * @example
 * new Job(stack, "hello", {
 *   name: "hello",
 *   groups: [{ name: "web", tasks: [{ name: "web", driver: "docker", config: { image: "hello:1" } }] }],
 * });
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification
 */
export class Job extends Construct implements ITerraformDependable, IGrantee {
  /** The job's id in Nomad. */
  readonly jobId: string;
  /** The name of the namespace in which it runs. */
  readonly namespaceName: string;
  /** The Terraform address, for `dependsOn`. */
  readonly fqn: string;
  private readonly resource: JobResource;
  private workload?: Workload;

  /**
   * @throws Error when the stack already has a job of this name in this namespace
   */
  constructor(scope: Construct, id: string, props: JobProps) {
    super(scope, id);
    const { namespace = "default", terraform = {}, protect, transform, ignore = [], ...specification } = props;
    const { namespaceName, dependables } = typeof namespace === "string" ? Namespace.fromName(namespace) : namespace;
    this.jobId = specification.id ?? specification.name;
    this.namespaceName = namespaceName;

    const volumes = resolveVolumes(specification.groups, namespaceName);
    const job: JobSpec = {
      ...clusterPlacement(this),
      ...specification,
      groups: volumes.groups,
      namespace: namespaceName,
    };
    const { dependsOn = [], movedFrom, timeouts, ...options } = terraform;
    const { wire, issues } = encode(job, transform);
    const broken = applyIgnores(validateJob(job, clusterFacts(this)), ignore);
    // What both find, as a name used twice, is told once.
    const known = new Set(broken.map(({ code, path }) => `${code} ${path}`));
    this.report([...broken, ...volumes.issues, ...issues.filter(({ code, path }) => !known.has(`${code} ${path}`))]);
    const order = [...dependables, ...volumes.dependables, ...dependsOn];
    this.resource = new JobResource(this, "resource", {
      // In one line: Terraform reads it as a template several times in each plan, and every line of it costs.
      jobspec: literal(JSON.stringify(wire)),
      json: true,
      ...options,
      ...(timeouts && { timeouts }),
      ...(order.length > 0 && { dependsOn: order }),
    });
    this.resource.overrideLogicalId(resourceAddress(this, JobResource.tfResourceType, namespaceName, this.jobId));
    this.fqn = this.resource.fqn;
    if (protect) {
      this.protect();
    }
    if (movedFrom !== undefined) {
      this.resource.moveFromId(movedFrom);
    }
    this.node.addValidation({ validate: () => this.withoutConsulRole(job) });
  }

  /** Gives rights to all tasks of the job, by a policy that exists before the job starts. */
  addRights(namespace: string, rights: NamespaceRights): void {
    const first = this.workload === undefined;
    this.workload ??= new Workload(this, "rights", { namespace: this.namespaceName, job: this.jobId });
    this.workload.addRights(namespace, rights);
    if (first) {
      const before = this.resource.dependsOn ?? [];
      this.resource.dependsOn = [...before, ...this.workload.dependables.map(dependable)];
    }
  }

  private protect(): void {
    // The classes of the official provider do not know the attribute.
    this.resource.addOverride("protect", true);
    const stack = TerraformStack.of(this);
    if (stack instanceof ClusterStack && stack.providers !== "cdknomad") {
      const message = `[${this.namespaceName}/${this.jobId}] protect: got true, but the provider ${stack.providers} does not know it and nothing would protect the job; use providers: "cdknomad", or leave it out`;
      this.node.addValidation({ validate: () => [message] });
    }
  }

  /** Asked when all of the program is known: the role may be given after the job is written. */
  private withoutConsulRole({ groups = [] }: JobSpec): string[] {
    const role = missingTaskRole(this, this.namespaceName);
    if (role === undefined) {
      return [];
    }
    return groups.flatMap((group) =>
      (group.tasks ?? [])
        .filter(
          ({ consul = group.consul, identities = [] }) =>
            consul || identities.some(({ name }) => name?.startsWith("consul_")),
        )
        .map((task) =>
          printIssue(`${this.namespaceName}/${this.jobId}`, {
            code: "consul-role-missing",
            level: "error",
            path: `groups.${group.name}.tasks.${task.name}.consul`,
            message: `the task could not log in to Consul, where the namespace ${this.namespaceName} has no role "${role}"; give it one with addTaskRole("${this.namespaceName}")`,
          }),
        ),
    );
  }

  private report(issues: readonly Issue[]): void {
    const line = (issue: Issue) => printIssue(`${this.namespaceName}/${this.jobId}`, issue);
    const [errors, warnings] = [issues.filter(isError), issues.filter((issue) => !isError(issue))];
    this.node.addValidation({ validate: () => errors.map(line) });
    for (const warning of warnings) {
      Annotations.of(this).addWarning(line(warning));
    }
  }
}

/** The JSON for Nomad's API, and what is wrong with the specification, for the report at synthesis. */
function encode(job: JobSpec, transform?: (job: WireJob) => void): { wire: WireJob; issues: readonly Issue[] } {
  try {
    const wire = encodeJob(job);
    if (!transform) {
      return { wire, issues: [] };
    }
    const before = JSON.stringify(wire);
    transform(wire);
    return { wire, issues: JSON.stringify(wire) === before ? [transformWithoutEffect] : [] };
  } catch (error) {
    if (error instanceof SpecError) {
      return { wire: {}, issues: error.issues };
    }
    throw error;
  }
}

const isError = ({ level }: Issue) => level === "error";

const transformWithoutEffect: Issue = {
  code: "transform-without-effect",
  level: "error",
  path: "transform",
  message: "it changed nothing in the job's JSON; remove it, or change the object it is given in place",
};
