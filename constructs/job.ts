import { Construct } from "constructs";
import { Annotations, dependable, type ITerraformDependable } from "#cdk";
import { resourceAddress } from "./address";
import { clusterFacts, clusterPlacement, clusterVersion, usesOfficialProviders } from "./cluster-stack";
import { missingTaskRole } from "./consul/task-roles";
import { jsonText } from "./generated-text";
import { createIssue, type Issue } from "./issue";
import { consulRoleMissing, fieldNotInVersion, transformWithoutEffect } from "./job-issue";
import { JobResource } from "./job-resource";
import { type INamespace, Namespace } from "./namespace";
import { dependenciesOf } from "./order";
import { requireOwnProvider } from "./own-provider";
import type { IGrantee, NamespaceRights } from "./rights";
import { decodeJob, encodeJob, fieldsUnknownTo, isOlder, type JobSpec, SpecError, type WireJob } from "./spec";
import { applyIgnores, type Ignore, printIssue, validateJob } from "./validate";
import { type JobGroup, resolveVolumes } from "./volume";
import { Workload } from "./workload";

/**
 * Properties of a {@link Job}: Nomad's job specification, and how Terraform manages the job.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/job
 */
export interface JobProps extends Omit<JobSpec, "namespace" | "groups"> {
  /**
   * Namespace of the job: a {@link Namespace} of this program, which Terraform then creates first, or the name of an existing one.
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
   * Whether a plan that replaces or destroys the job needs a confirmation that names it. Terraform's state has it, and Nomad does not.
   * Only the provider of cdknomad has this attribute.
   * @default - false, but a job with volumes is always protected
   * @see docs/how-to/guards.md
   */
  readonly protect?: boolean;
  /**
   * Rules that do not apply to this job, each with the reason.
   * @default - all rules apply
   * @see docs/errors/README.md
   */
  readonly ignore?: readonly Ignore[];
  /**
   * Changes the JSON for Nomad's API in place, for a field without a type. It runs last. A function that changes nothing is an error
   * (`transform-without-effect`).
   * @default - no change
   */
  readonly transform?: (job: WireJob) => void;
}

/**
 * How Terraform manages a job. Nomad does not see these options.
 * @see https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/job
 */
export interface JobTerraformOptions {
  /**
   * Whether an apply ends as soon as Nomad has accepted the job, without waiting for the deployment.
   * @default false, which cdknomad also sets for the official provider
   */
  readonly detach?: boolean;
  /**
   * Whether the provider stops the job when Terraform destroys its resource.
   * @default - the provider uses `true`
   */
  readonly deregisterOnDestroy?: boolean;
  /**
   * Whether the provider also purges a job that it stops, so that Nomad forgets its history at once.
   * @default - the provider uses `false`
   */
  readonly purgeOnDestroy?: boolean;
  /**
   * Whether each group of a running job keeps its count, whatever the program has, so that an apply does not undo `nomad job scale`. The counts
   * of the program apply to a new job and to a new group. A group with `scaling` keeps a scaled count even without this option.
   * @default - the provider uses `false`
   */
  readonly preserveCounts?: boolean;
  /**
   * Whether each task of a running job keeps its resources, whatever the program has, such as those that an autoscaler of resources set. The
   * resources of the program apply to a new job and to a new task.
   * @default - the provider uses `false`
   */
  readonly preserveResources?: boolean;
  /**
   * Whether the next apply registers a job again that is dead and did not finish successfully.
   * @default - the provider uses `false`
   */
  readonly rerunIfDead?: boolean;
  /**
   * Whether an apply fails as soon as a task cannot start for a reason that does not resolve itself: an image that does not exist, an
   * unknown driver option, a program for another CPU architecture, a missing command. Only the provider of cdknomad has this attribute.
   * @default - the provider uses `true`, unless an earlier version of the job is running or `autoRevert` restores it
   */
  readonly failFast?: boolean;
  /**
   * Longest waits for a deployment.
   * @default - the provider waits until Nomad ends the deployment
   */
  readonly timeouts?: {
    /** Longest wait for a new job, such as `"5m"`. @default - the provider waits until Nomad ends the deployment */
    readonly create?: string;
    /** Longest wait for a changed job, such as `"5m"`. @default - the provider waits until Nomad ends the deployment */
    readonly update?: string;
  };
  /**
   * Earlier Terraform address of the job, such as `nomad_job.default_web`, if the job now has another one. Terraform then moves the job in
   * the state instead of destroying and recreating it. Remove it after the next apply.
   * @default - the job has not moved
   * @see docs/how-to/moving.md
   */
  readonly movedFrom?: string;
  /**
   * Resources that Terraform creates before the job and destroys after it, in addition to the namespace and the volumes.
   * @default - none
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * A Nomad job, as a typed object that has the structure of its HCL.
 *
 * The synthesis reports all problems of all jobs together. Errors stop it, warnings do not.
 *
 * @example
 * new Job(stack, "hello", {
 *   name: "hello",
 *   groups: [{ name: "web", tasks: [{ name: "web", driver: "docker", config: { image: "hello:1" } }] }],
 * });
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/job
 */
export class Job extends Construct implements ITerraformDependable, IGrantee {
  /** ID of the job in Nomad. */
  readonly jobId: string;
  /** Name of the job's namespace. */
  readonly namespaceName: string;
  private readonly resource: JobResource;
  private workload?: Workload;
  private specification: Specification = { wire: {}, issues: [], newer: [], dependables: [] };
  private readonly warned = new Set<string>();

  /**
   * @throws CodedError if the stack has this job already (`address-taken`), if its name or namespace is a runtime value
   * (`property-invalid`), or if two stacks would depend on each other (`stack-cycle`)
   */
  constructor(scope: Construct, id: string, props: JobProps) {
    super(scope, id);
    const { namespace = "default", terraform = {}, protect } = props;
    const { namespaceName, dependables } = typeof namespace === "string" ? Namespace.fromName(namespace) : namespace;
    this.jobId = props.id ?? props.name;
    this.namespaceName = namespaceName;

    const { dependsOn = [], movedFrom, timeouts, failFast, ...options } = terraform;
    this.specify(props);
    const { wire, newer } = this.specification;
    const order = dependenciesOf(this, [...dependables, ...this.specification.dependables, ...dependsOn]);
    this.resource = new JobResource(this, "resource", {
      // In one line: Terraform reads it as a template several times in each plan, and every line of it costs.
      jobspec: jsonText(wire),
      json: true,
      ...(usesOfficialProviders(this) && { detach: false }), // its default is true
      ...options,
      ...(timeouts && { timeouts }),
      dependsOn: order,
    });
    this.resource.overrideLogicalId(
      resourceAddress(this, this.resource.terraformResourceType, namespaceName, this.jobId),
    );
    if (protect) {
      this.setOwnAttribute("protect", true, "protect", "nothing would protect the job");
    }
    if (failFast !== undefined) {
      this.setOwnAttribute("failFast", failFast, "terraform.failFast", "it would have no effect");
    }
    if (newer.length > 0) {
      // Only fields that `transform` added: the encoder refuses others.
      this.setOwnAttribute("newerFields", true, "transform", `drops ${newer.join(", ")}`);
    }
    if (movedFrom !== undefined) {
      this.resource.moveFromId(movedFrom);
    }
    this.node.addValidation({
      validate: () => this.specification.issues.filter(isError).map((issue) => this.line(issue)),
    });
    this.node.addValidation({ validate: () => this.withoutConsulRole(props.groups) });
  }

  /** Terraform address, for `dependsOn`. */
  get fqn(): string {
    return this.resource.fqn;
  }

  /** Gives rights to all tasks of the job, with a policy that Terraform creates before the job. */
  addRights(namespace: string, rights: NamespaceRights): void {
    const first = this.workload === undefined;
    this.workload ??= new Workload(this, "rights", { namespace: this.namespaceName, job: this.jobId });
    this.workload.addRights(namespace, rights);
    if (first) {
      const before = this.resource.dependsOn ?? [];
      this.resource.dependsOn = [...before, ...this.workload.dependables.map(dependable)];
    }
  }

  /**
   * Replaces the specification, for a grant that gives a task what it needs. Name, namespace, and `terraform` stay as they are.
   *
   * @internal
   * @param dependsOn what has to exist before the job, in addition
   */
  respecify(props: JobProps, dependsOn: readonly ITerraformDependable[]): void {
    this.specify(props);
    this.resource.jobspec = jsonText(this.specification.wire);
    const before = this.resource.dependsOn ?? [];
    const more = dependenciesOf(this, dependsOn).map(dependable);
    this.resource.dependsOn = [...new Set([...before, ...more])];
  }

  /** Encodes and checks the specification. */
  private specify(props: JobProps): void {
    const { namespace: _, terraform: __, protect: ___, transform, ignore = [], ...specification } = props;
    const volumes = resolveVolumes(specification.groups, this.namespaceName);
    const job: JobSpec = {
      ...clusterPlacement(this),
      ...specification,
      groups: volumes.groups,
      namespace: this.namespaceName,
    };
    const { wire, issues, newer } = encode(job, transform);
    const broken = applyIgnores(validateJob(job, clusterFacts(this)), ignore);
    // A problem that both find, such as a name used twice, is reported once.
    const known = new Set(broken.map(({ code, path }) => `${code} ${path}`));
    const unknown = unknownFields(job, clusterVersion(this));
    const all = [
      ...broken,
      ...unknown,
      ...volumes.issues,
      ...issues.filter(({ code, path }) => !known.has(`${code} ${path}`)),
    ];
    this.specification = { wire, issues: all, newer, dependables: volumes.dependables };
    this.warn(all);
  }

  /** Sets an attribute that only the provider of cdknomad knows. */
  private setOwnAttribute(
    attribute: keyof JobResource["own"],
    value: boolean,
    path: string,
    consequence: string,
  ): void {
    this.resource.own[attribute] = value;
    requireOwnProvider(
      this,
      `[${this.namespaceName}/${this.jobId}] ${path}: got ${value}, but the provider hashicorp does not know it and ${consequence}`,
    );
  }

  /** Asked when all of the program is known: the role may be given after the job is written. */
  private withoutConsulRole(groups: JobProps["groups"]): string[] {
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
          this.line(
            createIssue(consulRoleMissing, {
              path: `groups.${group.name}.tasks.${task.name}.consul`,
              problem: "consulRoleMissing",
              namespace: this.namespaceName,
              role,
            }),
          ),
        ),
    );
  }

  private line(issue: Issue): string {
    return printIssue(`${this.namespaceName}/${this.jobId}`, issue);
  }

  private warn(issues: readonly Issue[]): void {
    for (const warning of issues.filter((issue) => !isError(issue))) {
      const line = this.line(warning);
      if (!this.warned.has(line)) {
        this.warned.add(line);
        Annotations.of(this).addWarning(line);
      }
    }
  }
}

/** The JSON for Nomad's API, and what is wrong with the specification, for the report at synthesis. */
function encode(job: JobSpec, transform?: (job: WireJob) => void): EncodedJob {
  try {
    const wire = encodeJob(job);
    if (!transform) {
      return { wire, issues: [], newer: [] };
    }
    const before = JSON.stringify(wire);
    transform(wire);
    return { wire, issues: JSON.stringify(wire) === before ? [withoutEffect] : [], newer: newerFields(wire) };
  } catch (error) {
    if (error instanceof SpecError) {
      return { wire: {}, issues: error.issues, newer: [] };
    }
    throw error;
  }
}

/** The fields, values, and options that the version of Nomad in the settings does not know. Those that `transform` adds are left to the plan. */
function unknownFields(job: JobSpec, version: string | undefined): readonly Issue[] {
  return version === undefined
    ? []
    : fieldsUnknownTo([version], job).map(({ path, value, since = "", removed, isOption }) => {
        if (removed !== undefined && !isOlder(version, removed)) {
          return createIssue(fieldNotInVersion, { path, problem: "removedBefore", version, removed });
        }
        if (value !== undefined) {
          return createIssue(fieldNotInVersion, { path, problem: "newerValue", value, version, since });
        }
        const problem = isOption ? "newerOption" : "introducedLater";
        return createIssue(fieldNotInVersion, { path, problem, version, since });
      });
}

interface EncodedJob {
  readonly wire: WireJob;
  readonly issues: readonly Issue[];
  /** The paths of fields that this version of the library does not know. */
  readonly newer: readonly string[];
}

/** A specification that was read, and what it needs. */
interface Specification extends EncodedJob {
  readonly dependables: readonly ITerraformDependable[];
}

function newerFields(wire: WireJob): string[] {
  try {
    decodeJob(wire);
    return [];
  } catch (error) {
    if (error instanceof SpecError) {
      return error.issues.filter(isOfNewerNomad).map(({ path }) => path);
    }
    throw error;
  }
}

const isOfNewerNomad = ({ parameters }: Issue) => "problem" in parameters && parameters.problem === "newerNomad";

const withoutEffect = createIssue(transformWithoutEffect, { path: "transform", problem: "transformWithoutEffect" });

const isError = ({ level }: Issue) => level === "error";
